package io.impuls.scoring.api;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.streams.definitions.DefinitionDesk;
import io.impuls.streams.definitions.Version;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds versions of plans, or says what is missing. */
final class Versions {

  private Versions() {}

  /**
   * Gives every version of a plan, oldest first; refuses (404) when there is none, and (503) while
   * nobody knows that yet.
   */
  static List<Version<ScoringPlanDefinition, ScoringPlan>> all(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk, UUID workspace, String plan) {
    List<Version<ScoringPlanDefinition, ScoringPlan>> all =
        desk.known(workspace, plan).orElseThrow(Refusals::loading);
    if (all.isEmpty()) {
      throw new ProblemException(Problem.notFound("There is no plan '" + plan + "'"));
    }
    return all;
  }

  /** Gives a version of a plan, the newest where no number is said; refuses (404) without it. */
  static Version<ScoringPlanDefinition, ScoringPlan> find(
      DefinitionDesk<ScoringPlanDefinition, ScoringPlan> desk,
      UUID workspace,
      String plan,
      Optional<Integer> number) {
    List<Version<ScoringPlanDefinition, ScoringPlan>> all = all(desk, workspace, plan);
    return number
        .map(wanted -> numbered(all, plan, wanted))
        .orElseGet(() -> all.get(all.size() - 1));
  }

  private static Version<ScoringPlanDefinition, ScoringPlan> numbered(
      List<Version<ScoringPlanDefinition, ScoringPlan>> all, String plan, int wanted) {
    return all.stream()
        .filter(one -> one.published().version() == wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "Plan '%s' has no version %d; /v1/plans/%s/versions lists those it has"
                            .formatted(plan, wanted, plan))));
  }
}
