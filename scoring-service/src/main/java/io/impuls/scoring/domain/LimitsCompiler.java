package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.DefinitionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the limits of one plan and of its groups of rules.
 *
 * @param problems takes what is wrong
 */
record LimitsCompiler(List<Problem> problems) {

  /** Gives the limits; incomplete when something is wrong with them. */
  Limits compile(ScoringPlanDefinition written) {
    Map<String, Limits.Group> groups = new HashMap<>();
    for (int i = 0; i < written.groups().size(); i++) {
      ScoringPlanDefinition.Group group = written.groups().get(i);
      String at = "/groups/" + i;
      if (!DefinitionId.valid(group.id())) {
        problem(at + "/id", DefinitionId.RULE);
        continue;
      }
      check(group.min(), group.max(), at);
      boolean inBands = group.inBands() == null || group.inBands();
      Limits.Group limits = new Limits.Group(least(group.min()), most(group.max()), inBands);
      if (groups.put(group.id(), limits) != null) {
        problem(at + "/id", "another group has this id already");
      }
    }
    boolean system = written.rules().stream().anyMatch(rule -> Limits.SYSTEM.equals(group(rule)));
    if (system) {
      // Otherwise mailing a cold contact would warm it.
      groups.putIfAbsent(Limits.SYSTEM, new Limits.Group(Long.MIN_VALUE, Long.MAX_VALUE, false));
    }
    check(written.min(), written.max(), "");
    return new Limits(groups, least(written.min()), most(written.max()));
  }

  /** Gives the group that a rule belongs to; null for none. */
  static String group(Rule rule) {
    if (rule.group() != null) {
      return rule.group();
    }
    boolean doneToThem =
        rule.unless() == null
            && !rule.anyOf().isEmpty()
            && rule.anyOf().stream()
                .allMatch(
                    one -> one.event() != null && EventTypes.DONE_TO_THEM.contains(one.event()));
    return doneToThem ? Limits.SYSTEM : null;
  }

  private void check(Points min, Points max, String at) {
    if (min != null && min.compareTo(Points.ZERO) > 0) {
      problem(at + "/min", "is at most 0: that is what everybody begins with");
    }
    if (max != null && max.compareTo(Points.ZERO) < 0) {
      problem(at + "/max", "is at least 0: that is what everybody begins with");
    }
  }

  private static long least(Points min) {
    return min == null ? Long.MIN_VALUE : min.thousandths();
  }

  private static long most(Points max) {
    return max == null ? Long.MAX_VALUE : max.thousandths();
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
