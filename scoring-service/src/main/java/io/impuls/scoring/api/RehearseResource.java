package io.impuls.scoring.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Parsed;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.rehearsal.Rehearsals;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Progress;
import io.impuls.scoring.domain.rehearsal.Rehearsals.Task;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.impuls.service.security.Roles;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.Proposal;
import io.impuls.streams.definitions.Version;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a draft on what people really did. */
@Path("/v1/plans/{id}/rehearse")
@Produces({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
@Tag(name = "Rehearsals")
@Blocking
public class RehearseResource {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
  private static final int USUAL_WIDTH = 10;
  private static final int WIDEST = 1_000_000;

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final PlanCompiler compiler;
  private final Rehearsals rehearsals;
  private final Caller caller;
  private final InstantSource clock;

  RehearseResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      PlanCompiler compiler,
      Rehearsals rehearsals,
      Caller caller,
      InstantSource clock) {
    this.desk = desk;
    this.compiler = compiler;
    this.rehearsals = rehearsals;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What to rehearse; beside it stands the {@code version}.
   *
   * @param plan a plan that is not published; may be left out
   * @param from what happened before it does not count; may be left out
   * @param width points in a stretch of the distributions; may be left out
   */
  record Order(JsonNode plan, Instant from, Integer width) {}

  /**
   * As {@link Order}, with the number beside it, for the OpenAPI document.
   *
   * @param version which draft among the published versions; the newest version when left out
   * @param plan a plan that is not published, instead
   * @param from what happened before it does not count; left out, all that is retained does
   * @param width points in a stretch of the distributions; 10 when left out
   */
  record OrderBody(Integer version, PlanBody plan, Instant from, Integer width) {}

  private record Draft(ScoringPlan plan, boolean published) {}

  /** Begins to run a draft over the retained events, beside the version in force. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
  @RolesAllowed({Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "Begin to try a draft on what people really did; nothing changes by it",
      description =
          "A published version that is a draft, or the plan in the body; Location says where to"
              + " look how far it is, and in the end for the report")
  @APIResponse(
      responseCode = "202",
      description = "It runs",
      content = @Content(schema = @Schema(implementation = RehearsalView.class)))
  @APIResponse(responseCode = "429", description = "As many run as may")
  public Response rehearse(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = OrderBody.class)))
          String body,
      @Context HttpHeaders headers)
      throws JsonProcessingException {
    Proposal<Order> proposal = Proposal.read(Yaml.json(body, headers.getMediaType()), Order.class);
    Order order = proposal.definition();
    if (proposal.effectiveFrom() != null) {
      throw new ProblemException(
          Problem.invalid("/effectiveFrom", "a rehearsal takes no effect; write 'from'"));
    }
    Draft draft = draft(id, Optional.ofNullable(proposal.version()), order.plan());
    Optional<ScoringPlan> current =
        desk.known(caller.workspace(), id).orElseThrow(Refusals::loading).stream()
            .filter(version -> version.inForceAt(clock.instant()))
            .map(Version::compiled)
            .findFirst();
    Task task =
        new Task(
            caller.workspace(),
            current,
            draft.plan(),
            draft.published(),
            Optional.ofNullable(order.from()),
            width(order.width()));
    Progress begun = rehearsals.start(task).orElseThrow(this::tooMany);
    return Response.accepted(RehearsalView.of(begun))
        .location(URI.create("/v1/plans/" + id + "/rehearsals/" + begun.run()))
        .build();
  }

  private Draft draft(String id, Optional<Integer> number, JsonNode written)
      throws JsonProcessingException {
    if (written == null) {
      return new Draft(published(id, number), true);
    }
    if (number.isPresent()) {
      throw new ProblemException(
          Problem.invalid("/version", "either a version or a plan is rehearsed: leave out one"));
    }
    ScoringPlanDefinition definition =
        Proposal.read(written.toString(), ScoringPlanDefinition.class).definition();
    Parsed<ScoringPlan> plan = compiler.compile(id, 1, Instant.EPOCH, definition);
    return new Draft(plan.value().orElseThrow(() -> Refusals.of("/plan", plan.problems())), false);
  }

  private ScoringPlan published(String id, Optional<Integer> number) {
    Version<ScoringPlanDefinition, ScoringPlan> version =
        Versions.find(desk, caller.workspace(), id, number);
    if (version.published().definition().state() != ScoringPlanDefinition.State.DRAFT) {
      throw new ProblemException(
          Problem.invalid(
              "/version",
              "version %d is no draft: name one that is, or send the plan to try as 'plan'"
                  .formatted(version.published().version())));
    }
    return version.compiled();
  }

  private static long width(Integer written) {
    int width = written == null ? USUAL_WIDTH : written;
    if (width < 1 || width > WIDEST) {
      throw new ProblemException(
          Problem.invalid("/width", "is a number of points from 1 to " + WIDEST));
    }
    return Points.of(width).thousandths();
  }

  private ProblemException tooMany() {
    return new ProblemException(
        Problem.of(
            TOO_MANY_REQUESTS,
            "Too many rehearsals",
            ("%d at a time on an instance: wait until one has ended, or stop one by DELETE of its"
                    + " address")
                .formatted(rehearsals.most())),
        RETRY_AFTER);
  }
}
