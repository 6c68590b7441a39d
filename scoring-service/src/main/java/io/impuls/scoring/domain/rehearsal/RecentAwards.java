package io.impuls.scoring.domain.rehearsal;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.scoring.domain.PlanVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The match log of a person whose events come in their order: of what was judged, only what a later
 * event can still find in a window, or a wait at its end. Grows with that, not with what the person
 * did.
 */
final class RecentAwards implements MatchLog {

  private static final int FEW = 1_000;

  private record Counter(String lineage, String capValue) {}

  private final PlanVersions plans;
  private final Map<Counter, ArrayDeque<Entry>> counters = new HashMap<>();
  private int sweepAt = FEW;

  RecentAwards(PlanVersions plans) {
    this.plans = plans;
  }

  @Override
  public void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
    ArrayDeque<Entry> counter = counters.get(new Counter(lineage, capValue));
    if (counter == null) {
      return;
    }
    for (Entry entry : counter) {
      if (entry.match().occurredAt().isAfter(after) && !visitor.test(entry)) {
        return;
      }
    }
  }

  @Override
  public void put(Entry entry) {
    Match match = entry.match();
    boolean waits = match.part() != Match.Part.AWARD;
    if (!(entry.consumes() || waits) || retention(match.lineage()).isZero()) {
      return;
    }
    ArrayDeque<Entry> counter =
        counters.computeIfAbsent(
            new Counter(match.lineage(), match.capValue()), c -> new ArrayDeque<>());
    forget(match.lineage(), counter, match.occurredAt());
    counter.addLast(entry);
    if (counters.size() > sweepAt) {
      counters.forEach((one, awards) -> forget(one.lineage(), awards, match.occurredAt()));
      counters.values().removeIf(ArrayDeque::isEmpty);
      sweepAt = Math.max(FEW, 2 * counters.size());
    }
  }

  @Override
  public void remove(Match match) {
    counters
        .values()
        .forEach(counter -> counter.removeIf(one -> Objects.equals(one.match(), match)));
  }

  /** Gives how many awards are kept. */
  int size() {
    return counters.values().stream().mapToInt(ArrayDeque::size).sum();
  }

  private Duration retention(String lineage) {
    Duration window = plans.longestWindow(lineage);
    Duration wait = plans.longestWait(lineage);
    return window.compareTo(wait) >= 0 ? window : wait;
  }

  private void forget(String lineage, ArrayDeque<Entry> counter, Instant now) {
    Instant after = now.minus(retention(lineage));
    while (!counter.isEmpty() && !counter.peekFirst().match().occurredAt().isAfter(after)) {
      counter.removeFirst();
    }
  }
}
