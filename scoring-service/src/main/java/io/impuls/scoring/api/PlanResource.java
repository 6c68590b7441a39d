package io.impuls.scoring.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.scoring.config.ScoringConfig;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Scoring plans: read, and publish another version. */
@Path("/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
@Blocking
public class PlanResource {

  private final PlanShelf shelf;
  private final Caller caller;
  private final ScoringConfig config;

  PlanResource(PlanShelf shelf, Caller caller, ScoringConfig config) {
    this.shelf = shelf;
    this.caller = caller;
    this.config = config;
  }

  /** Gives the newest version of each plan. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of each plan")
  public List<PlanView> newest() {
    return shelf.newest(caller.workspace());
  }

  /** Gives the newest version of each plan that this one instance has loaded. */
  @GET
  @Path("/loaded-versions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Which versions the instance that answers judges by")
  public Loaded loaded() {
    Map<String, Integer> versions = new TreeMap<>();
    shelf.newest(caller.workspace()).forEach(plan -> versions.put(plan.id(), plan.version()));
    return new Loaded(config.instanceId(), shelf.fresh(), versions);
  }

  /** Gives the newest version of a plan. */
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The newest version of a plan")
  public PlanView plan(String id) {
    return versions(id).get(0);
  }

  /** Gives every version of a plan, newest first. */
  @GET
  @Path("/{id}/versions")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Every version of a plan, newest first")
  public List<PlanView> versions(String id) {
    List<PlanView> versions = shelf.versions(caller.workspace(), id);
    if (versions.isEmpty()) {
      throw new ProblemException(Problem.notFound("There is no plan '" + id + "'"));
    }
    return versions;
  }

  /**
   * Publishes the next version of a plan. Sending the newest version again changes nothing, so a
   * request whose answer was lost can be repeated.
   */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Publish the next version of a plan")
  public Response publish(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = PlanBody.class)))
          String body)
      throws JsonProcessingException {
    PlanBody sent = PlanBody.read(body);
    PlanShelf.Outcome outcome = shelf.publish(caller.workspace(), id, caller.subject(), sent);
    int status = outcome.isNew() && outcome.plan().version() == 1 ? 201 : 200;
    return Response.status(status).entity(outcome.plan()).build();
  }

  /**
   * What an instance has loaded.
   *
   * @param instance which instance answers
   * @param fresh whether it may judge by what it has
   * @param versions plan id to newest version
   */
  public record Loaded(String instance, boolean fresh, Map<String, Integer> versions) {}
}
