package io.impuls.scoring.domain.rehearsal;

import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The match log of a person whose events come in their order: of what was judged, only the awards
 * that a later event can still find in a window. Grows with them, not with what the person did.
 */
final class RecentAwards implements MatchLog {

  private static final int FEW = 1_000;

  private record Counter(String lineage, String capValue) {}

  private final Caps caps;
  private final Map<Counter, ArrayDeque<Entry>> counters = new HashMap<>();
  private int sweepAt = FEW;

  RecentAwards(Caps caps) {
    this.caps = caps;
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
    if (!entry.consumes() || caps.longestWindow(match.lineage()).isZero()) {
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

  private void forget(String lineage, ArrayDeque<Entry> counter, Instant now) {
    Duration longest = caps.longestWindow(lineage);
    Instant after = now.minus(longest);
    while (!counter.isEmpty() && !counter.peekFirst().match().occurredAt().isAfter(after)) {
      counter.removeFirst();
    }
  }
}
