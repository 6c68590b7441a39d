package io.impuls.scoring.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Parsed;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.PlanLinter;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.Warning;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.Proposal;
import io.impuls.streams.definitions.Version;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What in a plan is allowed and most likely not meant. */
@Path("/v1/plans/{id}/lint")
@Produces({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
@Tag(name = "Plans")
@Blocking
public class LintResource {

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final PlanCompiler compiler;
  private final Caller caller;
  private final InstantSource clock;

  LintResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      PlanCompiler compiler,
      Caller caller,
      InstantSource clock) {
    this.desk = desk;
    this.compiler = compiler;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param warnings in the order of the plan
   */
  public record Findings(List<Warning> warnings) {}

  /** Looks through a version that was published. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "What the author of a plan most likely did not mean",
      description = "Of the newest version, or of another")
  public Findings published(String id, @QueryParam("version") Optional<Integer> version) {
    Version<ScoringPlanDefinition, ScoringPlan> found =
        Versions.find(desk, caller.workspace(), id, version);
    return findings(found.published().definition(), found.compiled());
  }

  /** Looks through a plan before it is published; what is wrong with it is refused as there. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(summary = "The same of a plan that is not published; nothing is kept")
  public Findings proposed(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = PlanBody.class)))
          String body,
      @Context HttpHeaders headers)
      throws JsonProcessingException {
    ScoringPlanDefinition written =
        Proposal.read(Yaml.json(body, headers.getMediaType()), ScoringPlanDefinition.class)
            .definition();
    Parsed<ScoringPlan> plan = compiler.compile(id, 1, Instant.EPOCH, written);
    return findings(written, plan.value().orElseThrow(() -> Refusals.of(plan.problems())));
  }

  private Findings findings(ScoringPlanDefinition written, ScoringPlan plan) {
    return new Findings(PlanLinter.lint(written, plan, clock.instant()));
  }
}
