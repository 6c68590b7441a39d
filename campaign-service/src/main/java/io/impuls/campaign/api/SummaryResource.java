package io.impuls.campaign.api;

import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.Reason;
import io.impuls.campaign.domain.SendRecords;
import io.impuls.contracts.delivery.Delivery.State;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The sends of a campaign, counted. */
@Path("/v1/campaigns/{id}/summary")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SummaryResource {

  private final Campaigns campaigns;
  private final SendRecords sends;
  private final Caller caller;

  SummaryResource(Campaigns campaigns, SendRecords sends, Caller caller) {
    this.campaigns = campaigns;
    this.sends = sends;
    this.caller = caller;
  }

  /**
   * How many sends there are.
   *
   * @param total all of them
   * @param byState of each state; absent means none
   * @param byReason of each sort of reason; absent means none
   */
  public record SendSummary(
      long total, Map<State, Long> byState, Map<Reason.Kind, Long> byReason) {}

  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "How many sends of a campaign are in which state, and why")
  public SendSummary summary(@PathParam("id") String campaign) {
    UUID workspace = caller.workspace();
    campaigns
        .find(workspace, campaign)
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no campaign of this id")));
    SendRecords.Summary counts = sends.summary(workspace, campaign);
    long total = counts.byState().values().stream().mapToLong(Long::longValue).sum();
    return new SendSummary(total, counts.byState(), counts.byReason());
  }
}
