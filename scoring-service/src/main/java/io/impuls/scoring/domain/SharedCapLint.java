package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.ledger.Cap;
import io.impuls.scoring.domain.Warning.Kind;
import java.util.List;
import java.util.Map;

/**
 * Finds caps of groups and of the plan that never hold anything back.
 *
 * @param warnings takes what is found
 */
record SharedCapLint(List<Warning> warnings) {

  /** Looks at the caps of a plan. */
  void check(ScoringPlanDefinition written, ScoringPlan plan) {
    PlanCaps caps = plan.caps();
    for (Map.Entry<String, Cap> group : caps.groups().entrySet()) {
      List<String> ids = written.groups().stream().map(ScoringPlanDefinition.Group::id).toList();
      check(
          group.getValue(),
          plan.rules().stream().filter(rule -> group.getKey().equals(rule.group())).toList(),
          "/groups/" + ids.indexOf(group.getKey()) + "/cap");
    }
    if (caps.plan() != null) {
      check(caps.plan(), plan.rules(), "/cap");
    }
  }

  private void check(Cap cap, List<ScoringRule> rules, String at) {
    List<ScoringRule> capped =
        rules.stream()
            .filter(rule -> rule.awaited() == null && !rule.only() && !rule.activities().isEmpty())
            .filter(rule -> !(rule.points() instanceof Amount.Fixed f) || f.thousandths() > 0)
            .toList();
    if (capped.isEmpty()) {
      warn(at, "no rule under it gives points that a cap acts on: leave it out");
    } else if (capped.stream().allMatch(rule -> within(rule.cap(), cap)) && most(capped, cap)) {
      warn(at, "the caps of the rules under it come to no more: lower it, or leave it out");
    }
  }

  /** Only caps over the same window can be added up. */
  private static boolean within(CapPer own, Cap cap) {
    return own != null
        && own.per().isEmpty()
        && !own.perVisit()
        && own.cap().window().equals(cap.window())
        && own.cap().limit().getClass().equals(cap.limit().getClass());
  }

  private static boolean most(List<ScoringRule> rules, Cap cap) {
    long sum = rules.stream().mapToLong(rule -> most(rule.cap().cap())).sum();
    return sum <= most(cap);
  }

  private static long most(Cap cap) {
    return cap.limit() instanceof Cap.Limit.Awards awards
        ? awards.most()
        : ((Cap.Limit.Sum) cap.limit()).most();
  }

  private void warn(String at, String message) {
    warnings.add(new Warning(Kind.CAP_NEVER_BINDS, at, message));
  }
}
