package io.impuls.scoring.api;

import io.impuls.scoring.domain.Scores;
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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  private final Scores scores;
  private final OneHop hops;
  private final Caller caller;

  RehearsalResource(Rehearsals rehearsals, Scores scores, OneHop hops, Caller caller) {
    this.rehearsals = rehearsals;
    this.scores = scores;
    this.hops = hops;
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
    return answer(
        rehearsals.find(caller.workspace(), id, runId(run)),
        hop,
        peer -> hops.ask(peer, path(id, run), authorization));
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
    return answer(
        rehearsals.cancel(caller.workspace(), id, runId(run)),
        hop,
        peer -> hops.delete(peer, path(id, run), authorization));
  }

  private Response answer(Optional<Progress> here, String hop, Peer ask) {
    if (here.isPresent()) {
      return Response.ok(RehearsalView.of(here.get())).build();
    }
    if (hop == null) {
      for (URI peer : others()) {
        HttpResponse<byte[]> answer = ask.of(peer);
        if (answer.statusCode() == Response.Status.OK.getStatusCode()) {
          return OneHop.relay(answer);
        }
      }
    }
    throw new ProblemException(
        Problem.notFound(
            "There is no such rehearsal; an instance that started anew has forgotten its own: start"
                + " another"));
  }

  private Set<URI> others() {
    try {
      return scores.others();
    } catch (Scores.MovingException e) {
      throw OneHop.moving();
    }
  }

  private static UUID runId(String run) {
    try {
      return UUID.fromString(run);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.notFound("A rehearsal's address ends with the id that its start answered with"));
    }
  }

  private static String path(String plan, String run) {
    return "/v1/plans/"
        + URLEncoder.encode(plan, StandardCharsets.UTF_8)
        + "/rehearsals/"
        + runId(run);
  }

  private interface Peer {
    HttpResponse<byte[]> of(URI instance);
  }
}
