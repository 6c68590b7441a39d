package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Wait;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What passing time alone will do to a score, if nothing else happens.
 *
 * @param at when
 * @param points points that it will move the score by
 * @param rule id of the rule
 */
public record NextChange(Instant at, Points points, String rule) {

  /**
   * Gives the next one of a plan; empty when time alone changes nothing.
   *
   * @param log the person's retained entries, oldest first
   */
  public static Optional<NextChange> of(
      PlanVersions plans, String plan, List<Entry> log, Instant now) {
    List<Match> matches = log.stream().map(Entry::match).filter(Match::waits).toList();
    return matches.stream()
        .filter(Match::starts)
        .filter(start -> Lineage.parse(start.lineage()).plan().equals(plan))
        .map(start -> of(plans, start, matches, now))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(NextChange::at));
  }

  private static Optional<NextChange> of(
      PlanVersions plans, Match start, List<Match> matches, Instant now) {
    Optional<Wait> wait = plans.waitOf(start.lineage(), start.version());
    boolean answered =
        matches.stream()
            .filter(Match::answers)
            .filter(other -> other.lineage().equals(start.lineage()))
            .filter(other -> Objects.equals(other.capValue(), start.capValue()))
            .anyMatch(other -> other.occurredAt().isAfter(start.occurredAt()));
    if (wait.isEmpty() || answered) {
      return Optional.empty();
    }
    for (int time = 1; time <= wait.get().times(); time++) {
      Instant due = wait.get().due(start.occurredAt(), time);
      if (due.isAfter(now) && plans.gives(start.lineage(), due)) {
        return Optional.of(
            new NextChange(
                due, new Points(start.potential()), Lineage.parse(start.lineage()).rule()));
      }
    }
    return Optional.empty();
  }
}
