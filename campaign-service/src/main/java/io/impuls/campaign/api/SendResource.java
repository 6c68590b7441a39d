package io.impuls.campaign.api;

import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.SendRecords;
import io.impuls.campaign.domain.SendRecords.Kept;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The sends of a campaign, in parts. */
@Path("/v1/campaigns/{id}/sends")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SendResource {

  private static final int MOST = 1_000;

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

  @GET
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

  private UUID known(String campaign) {
    UUID workspace = caller.workspace();
    campaigns
        .find(workspace, campaign)
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no campaign of this id")));
    return workspace;
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
