package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Parsed;
import io.impuls.scoring.domain.DrawnDay;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.RuleVerdict;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.Simulation;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.Problem.FieldError;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a plan on events that nobody did. */
@Path("/v1/plans/{id}/simulate")
@Produces({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
@Tag(name = "Plans")
@Blocking
public class SimulateResource {

  private static final int MOST_EVENTS = 500;

  /** Events times rules: what one answer may cost. */
  private static final int MOST_JUDGEMENTS = 20_000;

  private final DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk;
  private final PlanCompiler compiler;
  private final Caller caller;

  SimulateResource(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      PlanCompiler compiler,
      Caller caller) {
    this.desk = desk;
    this.compiler = compiler;
    this.caller = caller;
  }

  /**
   * What to try, for the OpenAPI document; beside it stands the {@code version}.
   *
   * @param plan a plan that is not published; may be left out
   * @param events the events of one person, in any order
   */
  record Trial(JsonNode plan, List<SimulatedEvent> events) {}

  /**
   * As {@link Trial}, with the number beside it.
   *
   * @param version which version of the published plan; the newest when left out
   * @param plan a plan that is not published, instead
   * @param events the events of one person, in any order
   */
  record TrialBody(Integer version, PlanBody plan, List<SimulatedEvent> events) {}

  /**
   * What came of it.
   *
   * @param steps one for each event, as they happen, and one for each wait that ends in points
   * @param days the days on which they happen, by the plan's clock, with the quiet hours
   */
  public record Outcome(List<Step> steps, List<DrawnDay> days) {}

  /**
   * What one event did, or the end of a wait that began with it.
   *
   * @param event its place in the request, from 0
   * @param type its type; {@code wait.elapsed} for the end of a wait
   * @param at when it happens
   * @param points points that it moves the score by
   * @param score the score after it
   * @param band the band after it; absent for none
   * @param grade what the plan makes of what is known after it; absent for none
   * @param segment what sales call such people; absent for none
   * @param rules what each rule makes of it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      long event,
      String type,
      Instant at,
      Points points,
      Points score,
      String band,
      String grade,
      String segment,
      List<RuleVerdict> rules) {

    static Step of(Simulation.Step step) {
      return new Step(
          step.event().eventId().getLeastSignificantBits(),
          step.type(),
          step.at(),
          step.points(),
          step.score(),
          step.band(),
          step.graded().grade(),
          step.graded().segment(),
          step.rules());
    }
  }

  /** Gives what events would score by a version, a draft too, or by the plan in the body. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, Yaml.MEDIA_TYPE})
  @RolesAllowed({Roles.VIEWER, Roles.MARKETER, Roles.OPERATOR})
  @Operation(
      summary = "What events would score, step by step; nothing is kept",
      description = "By the newest version, by the one of that number, or by the plan in the body")
  public Outcome simulate(
      String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = TrialBody.class)))
          String body,
      @Context HttpHeaders headers)
      throws JsonProcessingException {
    Proposal<Trial> trial = Proposal.read(Yaml.json(body, headers.getMediaType()), Trial.class);
    List<Event> events = events(trial.definition().events());
    if (trial.definition().plan() != null) {
      ScoringPlanDefinition written =
          Proposal.read(trial.definition().plan().toString(), ScoringPlanDefinition.class)
              .definition();
      Parsed<ScoringPlan> plan = compiler.compile(id, 1, Instant.EPOCH, written);
      return run(
          written, plan.value().orElseThrow(() -> Refusals.of("/plan", plan.problems())), events);
    }
    Version<ScoringPlanDefinition, ScoringPlan> version =
        Versions.find(desk, caller.workspace(), id, Optional.ofNullable(trial.version()));
    return run(version.published().definition(), version.compiled(), events);
  }

  private static Outcome run(ScoringPlanDefinition written, ScoringPlan plan, List<Event> events) {
    int most = MOST_JUDGEMENTS / Math.max(1, plan.rules().size());
    if (events.size() > Math.max(1, most)) {
      throw new ProblemException(
          Problem.invalid("/events", "at most %d at a time by so many rules".formatted(most)));
    }
    ZoneId zone = ZoneId.of(PlanCompiler.zone(written));
    return new Outcome(
        Simulation.run(plan, events).stream().map(Step::of).toList(),
        DrawnDay.of(plan, zone, events));
  }

  private List<Event> events(List<SimulatedEvent> written) {
    if (written == null || written.isEmpty() || written.size() > MOST_EVENTS) {
      throw new ProblemException(
          Problem.invalid("/events", "needs 1 to " + MOST_EVENTS + " events"));
    }
    UUID workspace = caller.workspace();
    List<FieldError> errors = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      SimulatedEvent one = written.get(i);
      int before = errors.size();
      if (one == null || one.type() == null) {
        errors.add(new FieldError("/events/" + i + "/type", "needs a type such as page.viewed"));
      }
      if (one == null || one.at() == null) {
        errors.add(
            new FieldError("/events/" + i + "/at", "needs a time such as 2026-03-29T02:30:00Z"));
      }
      if (errors.size() == before) {
        events.add(one.event(workspace, i));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(
          Problem.invalid("The events have %d problem(s)".formatted(errors.size()), errors));
    }
    return events;
  }
}
