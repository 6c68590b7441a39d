package io.impuls.scoring.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import io.impuls.scoring.config.ScoringConfig;
import io.impuls.scoring.domain.PlanLinter;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.Decision;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Proposal;
import io.impuls.streams.definitions.Refused;
import io.impuls.streams.definitions.Version;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Scoring plans: read, and publish another version. */
@Path("/v1/plans")
@Produces({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
@Tag(name = "Plans")
@Blocking
public class PlanResource {

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> feed;
  private final Caller caller;
  private final ScoringConfig config;
  private final InstantSource clock;

  PlanResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      DefinitionFeed<ScoringPlanDefinition, ScoringPlan, PlanVersions> feed,
      Caller caller,
      ScoringConfig config,
      InstantSource clock) {
    this.desk = desk;
    this.feed = feed;
    this.caller = caller;
    this.config = config;
    this.clock = clock;
  }

  /** Gives the newest version of each plan in a state; of each that is not archived without one. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "The newest version of each plan",
      description = "Those in one state, or without it all that are not archived")
  public List<PlanView> newest(@QueryParam("state") Optional<State> state) {
    return views(
        loaded().newest(caller.workspace()).stream()
            .filter(
                plan -> {
                  State is = plan.published().definition().state();
                  return state.map(is::equals).orElse(is != State.ARCHIVED);
                })
            .toList());
  }

  /** Gives the newest version of each plan that this one instance has loaded. */
  @GET
  @Path("/" + DefinitionDesk.RESERVED)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Which versions the instance that answers judges by")
  public Loaded loadedVersions() {
    Map<String, Integer> versions = new TreeMap<>();
    loaded()
        .newest(caller.workspace())
        .forEach(plan -> versions.put(plan.published().id(), plan.published().version()));
    return new Loaded(
        config.instanceId(), feed.fresh(), versions, feed.refused(caller.workspace()));
  }

  /** Gives the newest version of a plan. */
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of a plan")
  public PlanView plan(String id) {
    return view(find(id, Optional.empty()));
  }

  /** Gives every version of a plan, newest first. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Every version of a plan, newest first")
  public List<PlanView> versions(String id) {
    List<PlanView> versions = new ArrayList<>(views(Versions.all(desk, caller.workspace(), id)));
    Collections.reverse(versions);
    return versions;
  }

  /** Gives one version of a plan. */
  @GET
  @Path("/{id}/versions/{version}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "One version of a plan")
  public PlanView version(String id, int version) {
    return view(find(id, Optional.of(version)));
  }

  /** Gives what {@link #publish} takes: to be kept elsewhere, edited, or published elsewhere. */
  @GET
  @Path("/{id}/export")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "What was written, as it can be published again",
      description = "Of the newest version, or of another")
  public ScoringPlanDefinition export(String id, @QueryParam("version") Optional<Integer> version) {
    return find(id, version).published().definition();
  }

  /**
   * Publishes the next version of a plan. Sending the newest version again changes nothing, so a
   * request whose answer was lost can be repeated.
   */
  @PUT
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Publish the next version of a plan")
  @APIResponse(
      responseCode = "201",
      description = "The first version was published",
      content = @Content(schema = @Schema(implementation = PlanView.class)))
  @APIResponse(
      responseCode = "200",
      description = "A later version was published, or the newest says the same already",
      content = @Content(schema = @Schema(implementation = PlanView.class)))
  @APIResponse(responseCode = "409", description = "Somebody else published a version first")
  public Response publish(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = PlanBody.class)))
          String body,
      @Context HttpHeaders headers)
      throws JsonProcessingException {
    Proposal<ScoringPlanDefinition> proposal =
        Proposal.read(Yaml.json(body, headers.getMediaType()), ScoringPlanDefinition.class);
    return answer(id, loaded().propose(caller.workspace(), id, proposal, caller.subject()));
  }

  private Response answer(String id, Decision<ScoringPlanDefinition, ScoringPlan> decision) {
    if (decision instanceof Decision.Created<ScoringPlanDefinition, ScoringPlan> created) {
      return Response.status(Response.Status.CREATED).entity(linted(created.version())).build();
    }
    if (decision instanceof Decision.Revised<ScoringPlanDefinition, ScoringPlan> revised) {
      return Response.ok(linted(revised.version())).build();
    }
    if (decision instanceof Decision.Unchanged<ScoringPlanDefinition, ScoringPlan> unchanged) {
      return Response.ok(linted(unchanged.version())).build();
    }
    if (decision instanceof Decision.Refused<ScoringPlanDefinition, ScoringPlan> refused) {
      throw Refusals.of(refused);
    }
    if (decision instanceof Decision.Conflict<ScoringPlanDefinition, ScoringPlan> conflict) {
      throw Refusals.of(id, conflict);
    }
    throw Refusals.of((Decision.Unavailable<ScoringPlanDefinition, ScoringPlan>) decision);
  }

  private Version<ScoringPlanDefinition, ScoringPlan> find(String id, Optional<Integer> version) {
    return Versions.find(desk, caller.workspace(), id, version);
  }

  private DefinitionDesk<ScoringPlanDefinition, ScoringPlan> loaded() {
    if (!feed.loaded()) {
      throw Refusals.loading();
    }
    return desk;
  }

  private List<PlanView> views(List<Version<ScoringPlanDefinition, ScoringPlan>> versions) {
    return versions.stream().map(this::view).toList();
  }

  private PlanView linted(Version<ScoringPlanDefinition, ScoringPlan> version) {
    return view(version)
        .with(
            PlanLinter.lint(version.published().definition(), version.compiled(), clock.instant()));
  }

  private PlanView view(Version<ScoringPlanDefinition, ScoringPlan> version) {
    return PlanView.of(version, clock.instant());
  }

  /**
   * What an instance has loaded.
   *
   * @param instance which instance answers
   * @param fresh whether it may judge by what it has
   * @param versions plan id to newest version
   * @param refused newest records on the topic that are no usable plans; the last good version of
   *     each plan stays
   */
  public record Loaded(
      String instance, boolean fresh, Map<String, Integer> versions, List<Refused> refused) {}
}
