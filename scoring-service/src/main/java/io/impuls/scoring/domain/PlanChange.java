package io.impuls.scoring.domain;

import io.impuls.rules.ledger.EntryChange;
import java.util.List;
import java.util.Objects;

/**
 * What one event did to a person's standing in a plan.
 *
 * @param plan id of the plan
 * @param before standing before
 * @param after standing after
 * @param entries new and re-judged entries of the ledger, and those that left it
 */
public record PlanChange(
    String plan, PlanScore before, PlanScore after, List<EntryChange> entries) {
  public PlanChange {
    entries = List.copyOf(entries);
  }

  /** Gives the thousandths of a point that left with their matches, to another person. */
  public long left() {
    return entries.stream()
        .filter(EntryChange::isGone)
        .mapToLong(gone -> Math.negateExact(gone.delta()))
        .sum();
  }

  /** Whether the score or the band is another: only then the world is told. */
  public boolean movesScore() {
    return before.score() != after.score() || !Objects.equals(before.band(), after.band());
  }
}
