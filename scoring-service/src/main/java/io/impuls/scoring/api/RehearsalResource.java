package io.impuls.scoring.api;

import io.impuls.scoring.domain.rehearsal.Rehearsals;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Progress;
import io.impuls.service.hop.OneHop;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far a rehearsal is and what came of it, whichever instance runs it. */
@Path("/v1/plans/{id}/rehearsals/{run}")
@Produces({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
@Tag(name = "Rehearsals")
@Blocking
public class RehearsalResource {

  private final Rehearsals rehearsals;
  private final RehearsalElsewhere elsewhere;
  private final Caller caller;

  RehearsalResource(Rehearsals rehearsals, RehearsalElsewhere elsewhere, Caller caller) {
    this.rehearsals = rehearsals;
    this.elsewhere = elsewhere;
    this.caller = caller;
  }

  /** Gives how far it is, and the report once it is done. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "How far a rehearsal is, and its report in the end")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RehearsalView.class)))
  @APIResponse(responseCode = "404", description = "There is no such rehearsal any more")
  public Response rehearsal(
      String id,
      String run,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(OneHop.HEADER) String hop) {
    UUID wanted = runId(run);
    return answer(
        rehearsals.find(caller.workspace(), id, wanted),
        hop,
        () -> elsewhere.find(id, wanted, authorization));
  }

  /** Stops it; what it kept is deleted, and there will be no report. One that ended stays so. */
  @DELETE
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Stop a rehearsal")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = RehearsalView.class)))
  @APIResponse(responseCode = "404", description = "There is no such rehearsal any more")
  public Response cancel(
      String id,
      String run,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam(OneHop.HEADER) String hop) {
    UUID wanted = runId(run);
    return answer(
        rehearsals.cancel(caller.workspace(), id, wanted),
        hop,
        () -> elsewhere.cancel(id, wanted, authorization));
  }

  private static Response answer(
      Optional<Progress> here, String hop, Supplier<Optional<Response>> elsewhere) {
    if (here.isPresent()) {
      return Response.ok(RehearsalView.of(here.get())).build();
    }
    // whoever was asked by another instance does not ask on
    Optional<Response> there = hop == null ? elsewhere.get() : Optional.empty();
    return there.orElseThrow(
        () ->
            new ProblemException(
                Problem.notFound(
                    "There is no such rehearsal; an instance that started anew has forgotten its"
                        + " own: start another")));
  }

  private static UUID runId(String run) {
    try {
      return UUID.fromString(run);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.notFound("A rehearsal's address ends with the id that its start answered with"));
    }
  }
}
