package io.impuls.campaign.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Campaigns;
import io.impuls.campaign.domain.MailTemplates;
import io.impuls.campaign.domain.Saved;
import io.impuls.contracts.topic.Json;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Campaigns: read and saved. */
@Path("/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CampaignResource {

  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(CampaignBody.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Campaigns campaigns;
  private final MailTemplates templates;
  private final Caller caller;
  private final InstantSource clock;

  CampaignResource(
      Campaigns campaigns, MailTemplates templates, Caller caller, InstantSource clock) {
    this.campaigns = campaigns;
    this.templates = templates;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "Every campaign of the workspace, by id")
  public List<CampaignBody> all() {
    return campaigns.all(caller.workspace()).stream().map(CampaignBody::of).toList();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "One campaign")
  public CampaignBody one(@PathParam("id") String id) {
    return campaigns
        .find(caller.workspace(), id)
        .map(CampaignBody::of)
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("There is no campaign of this id")));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Saves a campaign",
      description =
          "The body names the version that was read, 0 for a new campaign. Saving what is saved"
              + " already changes nothing.")
  @APIResponse(responseCode = "200", description = "saved, or as it was already")
  @APIResponse(responseCode = "201", description = "new")
  @APIResponse(responseCode = "400", description = "not valid; errors point into the body")
  @APIResponse(responseCode = "409", description = "somebody else saved it since it was read")
  public RestResponse<CampaignBody> save(
      @PathParam("id") String id,
      @RequestBody(
              content = @Content(schema = @Schema(implementation = CampaignBody.class)),
              required = true)
          String json)
      throws JsonProcessingException {
    UUID workspace = caller.workspace();
    CampaignBody body = json.isBlank() ? null : READER.readValue(json);
    Instant activeFrom =
        campaigns
            .find(workspace, id)
            .map(saved -> saved.campaign().activeFrom())
            .orElseGet(clock::instant);
    Campaign proposal = new CampaignForm(templates).read(workspace, id, body, activeFrom);
    Campaigns.SaveOutcome outcome =
        campaigns.save(proposal, CampaignForm.version(body), caller.subject());
    if (outcome instanceof Campaigns.SaveOutcome.Stale stale) {
      throw new ProblemException(
          Problem.conflict(
              "The campaign is at version %d now; read it and save your change on top"
                  .formatted(stale.currentVersion())));
    }
    Campaigns.SaveOutcome.Kept kept = (Campaigns.SaveOutcome.Kept) outcome;
    Saved saved = kept.saved();
    boolean created = kept.changed() && saved.campaign().version() == 1;
    return RestResponse.status(
        created ? RestResponse.Status.CREATED : RestResponse.Status.OK, CampaignBody.of(saved));
  }
}
