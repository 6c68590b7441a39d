package io.impuls.scoring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.scoring.domain.Warning;
import io.impuls.streams.definitions.Version;
import java.time.Instant;
import java.util.List;

/**
 * One version of a plan.
 *
 * @param id id of the plan
 * @param version number of the version
 * @param effectiveFrom first event time that it judges; null for a draft
 * @param until it judges events before this; null while no later version is known, and for a draft
 * @param inForce whether it judges what happens now
 * @param author who published it
 * @param plan what they wrote
 * @param warnings what they most likely did not mean; only in the answer to a publication
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
    String id,
    int version,
    Instant effectiveFrom,
    Instant until,
    boolean inForce,
    String author,
    ScoringPlanDefinition plan,
    List<Warning> warnings) {

  static PlanView of(Version<ScoringPlanDefinition, ScoringPlan> found, Instant now) {
    Published<ScoringPlanDefinition> published = found.published();
    boolean draft = published.definition().state() == ScoringPlanDefinition.State.DRAFT;
    return new PlanView(
        published.id(),
        published.version(),
        draft ? null : published.effectiveFrom(),
        draft || found.until().equals(Instant.MAX) ? null : found.until(),
        found.inForceAt(now),
        published.author(),
        published.definition(),
        null);
  }

  /** Gives the same with what its author most likely did not mean. */
  PlanView with(List<Warning> found) {
    return new PlanView(
        id, version, effectiveFrom, until, inForce, author, plan, found.isEmpty() ? null : found);
  }
}
