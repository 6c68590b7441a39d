package io.impuls.campaign.api;

import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.Reason;
import io.impuls.campaign.domain.SendRecords;
import io.impuls.campaign.domain.SendRecords.Kept;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The sends of campaigns: listed, counted, and resolved when nobody but a person can know. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SendResource {

  private static final int MOST = 1_000;
  private static final int LONGEST_REASON = 300;

  private final Campaigns campaigns;
  private final SendRecords sends;
  private final Caller caller;

  SendResource(Campaigns campaigns, SendRecords sends, Caller caller) {
    this.campaigns = campaigns;
    this.sends = sends;
    this.caller = caller;
  }

  /**
   * A part of the list.
   *
   * @param sends newest first
   * @param nextCursor for the next part; absent at the end
   */
  public record SendPage(List<SendBody> sends, String nextCursor) {}

  /**
   * How many sends there are.
   *
   * @param total all of them
   * @param byState of each state
   * @param byReason of each sort of reason
   */
  public record SendSummary(
      long total, Map<State, Long> byState, Map<Reason.Kind, Long> byReason) {}

  /**
   * What an operator found out.
   *
   * @param state {@code sent} or {@code failed}
   * @param reason how it was found out; without personal data
   */
  public record Resolution(String state, String reason) {}

  @GET
  @Path("/campaigns/{id}/sends")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Sends of a campaign, newest first, without addresses")
  public SendPage page(
      @PathParam("id") String campaign,
      @QueryParam("state") String state,
      @QueryParam("limit") @DefaultValue("100") String limit,
      @QueryParam("cursor") String cursor) {
    UUID workspace = known(campaign);
    int most = limit(limit);
    // one more than asked for tells whether there is a next part
    List<Kept> found =
        sends.page(workspace, campaign, state(state), most + 1, SendCursor.read(cursor));
    List<Kept> shown = found.subList(0, Math.min(most, found.size()));
    String next = found.size() > most ? SendCursor.write(shown.get(most - 1).place()) : null;
    return new SendPage(shown.stream().map(SendBody::of).toList(), next);
  }

  @GET
  @Path("/campaigns/{id}/summary")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "How many sends of a campaign are in which state, and why")
  public SendSummary summary(@PathParam("id") String campaign) {
    SendRecords.Summary counts = sends.summary(known(campaign), campaign);
    long total = counts.byState().values().stream().mapToLong(Long::longValue).sum();
    return new SendSummary(total, counts.byState(), counts.byReason());
  }

  @POST
  @Path("/sends/{sendId}/resolve")
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

  private UUID known(String campaign) {
    UUID workspace = caller.workspace();
    campaigns
        .find(workspace, campaign)
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no campaign of this id")));
    return workspace;
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.notFound("There is no send of this id"));
    }
  }

  private static State state(String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(State.values())
        .filter(state -> state.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid("state", "must be one of " + List.of(State.values()))));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ProblemException(Problem.invalid("limit", "must be a number from 1 to " + MOST));
  }
}
