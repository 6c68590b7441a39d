package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.definition.CapParser;
import io.impuls.rules.definition.CapPer;
import io.impuls.rules.ledger.Cap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the caps of a plan and of its groups.
 *
 * @param caps reads one cap
 * @param problems takes what is wrong
 */
record SharedCapCompiler(CapParser caps, List<Problem> problems) {

  /** Gives the caps; incomplete when something is wrong with them. */
  PlanCaps compile(ScoringPlanDefinition written) {
    Map<String, Cap> groups = new HashMap<>();
    for (int i = 0; i < written.groups().size(); i++) {
      ScoringPlanDefinition.Group group = written.groups().get(i);
      Cap cap = compile(group.cap(), "/groups/" + i + "/cap");
      if (cap != null && group.id() != null) {
        groups.put(group.id(), cap);
      }
    }
    return new PlanCaps(groups, compile(written.cap(), "/cap"));
  }

  private Cap compile(ScoringPlanDefinition.Cap written, String at) {
    if (written == null) {
      return null;
    }
    if (written.per() != null) {
      problems.add(new Problem(at + "/per", "belongs to the cap of one rule: leave it out"));
    }
    if ("SESSION".equals(written.during())) {
      problems.add(
          new Problem(
              at + "/during",
              "visits are counted by the caps of single rules: write \"LIFETIME\", or a"
                  + " \"window\""));
    }
    Parsed<CapPer> cap = caps.parse(written, at);
    problems.addAll(cap.problems());
    return cap.value().map(CapPer::cap).orElse(null);
  }
}
