package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.definition.DefinitionId;
import io.impuls.rules.definition.DefinitionName;
import io.impuls.scoring.domain.traits.TraitCompiler;
import io.impuls.scoring.domain.traits.TraitRule;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rules by trait of one plan.
 *
 * @param plan id of the plan
 * @param problems takes what is wrong
 */
record TraitRuleCompiler(String plan, List<Problem> problems) {

  /** Whether a rule is one by trait. */
  static boolean reads(Rule written) {
    return written.trait() != null && !written.trait().isNull();
  }

  /**
   * Gives the rule as the plan lists it, which no event matches; null when something is wrong.
   *
   * @param traits takes what it says of traits
   */
  ScoringRule compile(Rule written, List<TraitRule> traits, String at) {
    int before = problems.size();
    if (!DefinitionId.valid(written.id())) {
      problems.add(new Problem(at + "/id", DefinitionId.RULE));
    }
    if (written.name() != null && !DefinitionName.valid(written.name())) {
      problems.add(new Problem(at + "/name", "leave it out, or the rule " + DefinitionName.RULE));
    }
    String group = LimitsCompiler.group(written);
    Optional<TraitRule> rule = new TraitCompiler(problems).compile(written, group, at);
    if (problems.size() > before) {
      return null;
    }
    TraitRule found = rule.orElseThrow();
    traits.add(found);
    return new ScoringRule(
        new Lineage(plan, written.id()),
        written.name() == null ? written.id() : written.name(),
        List.of(),
        new Amount.Fixed(found.points()),
        null,
        null,
        null,
        group,
        null,
        false);
  }
}
