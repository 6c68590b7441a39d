package io.impuls.segmentation.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.SegmentDefinition;
import io.impuls.segmentation.config.SegmentationConfig;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.DefinitionFeed;
import io.impuls.streams.definitions.Proposal;
import io.impuls.streams.definitions.Version;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Segments: read, publish another version, retire. */
@Path("/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Segments")
@Blocking
public class SegmentResource {

  private final DefinitionDesk<SegmentDefinition, Segment> desk;
  private final DefinitionFeed<SegmentDefinition, Segment, Segments> feed;
  private final Caller caller;
  private final SegmentationConfig config;
  private final InstantSource clock;

  SegmentResource(
      DefinitionDesk<SegmentDefinition, Segment> desk,
      DefinitionFeed<SegmentDefinition, Segment, Segments> feed,
      Caller caller,
      SegmentationConfig config,
      InstantSource clock) {
    this.desk = desk;
    this.feed = feed;
    this.caller = caller;
    this.config = config;
    this.clock = clock;
  }

  /** Gives the newest version of each segment. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of each segment, drafts and retired ones included")
  public List<SegmentViews.Defined> newest() {
    return views(loaded().newest(caller.workspace()));
  }

  /** Gives the newest version of each segment that this one instance has loaded. */
  @GET
  @Path("/" + DefinitionDesk.RESERVED)
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Which versions the instance that answers judges by")
  public RuleResource.Loaded loadedVersions() {
    Map<String, Integer> versions = new TreeMap<>();
    loaded()
        .newest(caller.workspace())
        .forEach(one -> versions.put(one.published().id(), one.published().version()));
    return new RuleResource.Loaded(config.instanceId(), feed.fresh(), versions);
  }

  /** Gives the newest version of a segment. */
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of a segment")
  public SegmentViews.Defined segment(String id) {
    return versions(id).get(0);
  }

  /** Gives every version of a segment, newest first. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Every version of a segment, newest first")
  public List<SegmentViews.Defined> versions(String id) {
    List<SegmentViews.Defined> versions =
        new ArrayList<>(views(loaded().versions(caller.workspace(), id)));
    if (versions.isEmpty()) {
      throw unknown(id);
    }
    Collections.reverse(versions);
    return versions;
  }

  /**
   * Publishes the next version of a segment. Sending the newest version again changes nothing, so a
   * request whose answer was lost can be repeated.
   */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Publish the next version of a segment")
  @APIResponse(
      responseCode = "201",
      description = "The first version was published",
      content = @Content(schema = @Schema(implementation = SegmentViews.Defined.class)))
  @APIResponse(
      responseCode = "200",
      description = "A later version was published, or the newest says the same already",
      content = @Content(schema = @Schema(implementation = SegmentViews.Defined.class)))
  public Response publish(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = SegmentViews.Body.class)))
          String body)
      throws JsonProcessingException {
    return Refusals.answer(
        loaded()
            .propose(
                caller.workspace(),
                id,
                Proposal.read(body, SegmentDefinition.class),
                caller.subject()),
        this::view);
  }

  /** Retires a segment: a version from which on nobody is a member. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Retire a segment: nobody is a member any more; it can be published again")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SegmentViews.Defined.class)))
  public Response retire(String id) {
    SegmentDefinition now =
        loaded()
            .newest(caller.workspace(), id)
            .map(version -> version.published().definition())
            .orElseThrow(() -> unknown(id));
    SegmentDefinition retired =
        new SegmentDefinition(
            now.name(), now.description(), now.when(), SegmentDefinition.State.RETIRED);
    return Refusals.answer(
        desk.propose(caller.workspace(), id, new Proposal<>(null, null, retired), caller.subject()),
        this::view);
  }

  static ProblemException unknown(String id) {
    return new ProblemException(Problem.notFound("There is no segment '" + id + "'"));
  }

  private DefinitionDesk<SegmentDefinition, Segment> loaded() {
    if (!feed.loaded()) {
      throw Refusals.loading();
    }
    return desk;
  }

  private List<SegmentViews.Defined> views(List<Version<SegmentDefinition, Segment>> versions) {
    return versions.stream().map(this::view).toList();
  }

  private SegmentViews.Defined view(Version<SegmentDefinition, Segment> version) {
    return SegmentViews.Defined.of(version, clock.instant());
  }
}
