package io.impuls.scoring.domain;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Cap;
import io.impuls.rules.ledger.SharedCap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules of one plan version may give together (semantics 3.4), by the group and in all. Counts
 * what caps act on: points above 0 for what happens, not those that time or a trait gives.
 *
 * @param groups caps by id of the group
 * @param plan cap of the plan; null for none
 */
record PlanCaps(Map<String, Cap> groups, Cap plan) {

  /** A plan without any. */
  static final PlanCaps NONE = new PlanCaps(Map.of(), null);

  PlanCaps {
    groups = Map.copyOf(groups);
  }

  /** Gives what a rule belongs to, with or without a cap: its plan, and its group if it has one. */
  static Set<String> names(ScoringRule rule) {
    String id = rule.lineage().plan();
    return rule.group() == null ? Set.of(id) : Set.of(id, id + "/" + rule.group());
  }

  /** Gives the caps that a rule fills together with others: its group's, then the plan's. */
  List<SharedCap> of(ScoringRule rule) {
    List<SharedCap> found = new ArrayList<>(2);
    String id = rule.lineage().plan();
    Cap group = rule.group() == null ? null : groups.get(rule.group());
    if (group != null) {
      found.add(new SharedCap(id + "/" + rule.group(), group, Suppression.GROUP_CAP));
    }
    if (plan != null) {
      found.add(new SharedCap(id, plan, Suppression.PLAN_CAP));
    }
    return found;
  }
}
