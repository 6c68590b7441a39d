package io.impuls.campaign.api;

import io.impuls.campaign.domain.SendRecords;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** An operator's word on a send of which nobody but a person can know what became. */
@Path("/v1/sends/{sendId}/resolve")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ResolutionResource {

  private static final int LONGEST_REASON = 300;

  private final SendRecords sends;
  private final Caller caller;

  ResolutionResource(SendRecords sends, Caller caller) {
    this.sends = sends;
    this.caller = caller;
  }

  /**
   * What an operator found out.
   *
   * @param state {@code sent} or {@code failed}
   * @param reason how it was found out; without personal data
   */
  public record Resolution(String state, String reason) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(summary = "Says what became of an unknown send")
  @APIResponse(responseCode = "200", description = "the send as it is now")
  @APIResponse(responseCode = "409", description = "it is not unknown")
  public SendBody resolve(@PathParam("sendId") String sendId, Resolution resolution) {
    UUID workspace = caller.workspace();
    UUID id = id(sendId);
    boolean sent = check(resolution);
    return sends
        .resolve(workspace, id, sent, resolution.reason().strip())
        .map(SendBody::of)
        .orElseThrow(() -> refused(workspace, id));
  }

  private ProblemException refused(UUID workspace, UUID sendId) {
    return new ProblemException(
        sends
            .find(workspace, sendId)
            .map(
                kept ->
                    Problem.conflict(
                        "Only an unknown send can be resolved; this one is "
                            + kept.send().state().name().toLowerCase(Locale.ROOT)))
            .orElseGet(() -> Problem.notFound("There is no send of this id")));
  }

  private static boolean check(Resolution resolution) {
    String state = resolution == null ? null : resolution.state();
    boolean sent = "sent".equalsIgnoreCase(state);
    if (!sent && !"failed".equalsIgnoreCase(state)) {
      throw new ProblemException(Problem.invalid("/state", "must be sent or failed"));
    }
    String reason = resolution.reason();
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new ProblemException(
          Problem.invalid("/reason", "must have 1 to " + LONGEST_REASON + " characters"));
    }
    return sent;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.notFound("There is no send of this id"));
    }
  }
}
