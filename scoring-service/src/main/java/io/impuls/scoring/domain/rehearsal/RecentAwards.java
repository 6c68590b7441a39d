package io.impuls.scoring.domain.rehearsal;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.scoring.domain.PlanVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
  public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
    MatchLog.scan(counters.values().stream().flatMap(Collection::stream), lineages, after, visitor);
  }

  @Override
  public void put(Entry entry) {
    Match match = entry.match();
    if (match.part() == Match.Part.SIGN || match.part() == Match.Part.PLEDGED) {
      // what they are for was settled before anything was judged
      return;
    }
    boolean passes = match.part() != Match.Part.AWARD || entry.awarded() != 0 && decays(match);
    if (!(entry.consumes() || passes) || retention(match.lineage()).isZero()) {
      return;
    }
    ArrayDeque<Entry> counter =
        counters.computeIfAbsent(
            new Counter(match.lineage(), match.capValue()), c -> new ArrayDeque<>());
    forget(counter, match.occurredAt());
    counter.addLast(entry);
    if (counters.size() > sweepAt) {
      counters.values().forEach(awards -> forget(awards, match.occurredAt()));
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

  /** Gives what is kept of a match; empty for nothing. */
  Optional<Entry> of(Match match) {
    return counters
        .getOrDefault(new Counter(match.lineage(), match.capValue()), new ArrayDeque<>())
        .stream()
        .filter(entry -> entry.match().equals(match))
        .findFirst();
  }

  private boolean decays(Match match) {
    return plans.decayOf(match.lineage(), match.version()).isPresent();
  }

  /** A millisecond longer than the longest of them, as what ends now is judged after what comes. */
  private Duration retention(String lineage) {
    Duration window = plans.longestWindow(lineage);
    Duration time = plans.longestTime(lineage);
    Duration longest = window.compareTo(time) >= 0 ? window : time;
    return longest.isZero() ? longest : longest.plusMillis(1);
  }

  private void forget(ArrayDeque<Entry> counter, Instant now) {
    while (!counter.isEmpty()) {
      Match oldest = counter.peekFirst().match();
      Instant after = now.minus(retention(oldest.lineage()));
      if (oldest.occurredAt().isAfter(after)) {
        return;
      }
      counter.removeFirst();
    }
  }
}
