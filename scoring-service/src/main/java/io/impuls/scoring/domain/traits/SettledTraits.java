package io.impuls.scoring.domain.traits;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What stays of facts older than the retention, and of what followed from them: what is known in
 * the end and since when, and the points that it gives.
 *
 * @param outlived facts that may go
 * @param before rows by trait as they are
 * @param after rows by trait as they are when those are gone; the sum of each rule is the same
 */
public record SettledTraits(List<Match> outlived, List<Match> before, List<Match> after) {

  /** Finds it in the oldest entries of a log. */
  public static SettledTraits of(TraitVersions versions, Collection<Entry> oldest) {
    TraitHistory history = TraitHistory.of(oldest);
    List<Match> before =
        oldest.stream()
            .map(Entry::match)
            .filter(match -> match.part() == Match.Part.TRAIT)
            .sorted(Match.ORDER)
            .toList();
    Set<UUID> outlived = history.outlived();
    Instant newest =
        oldest.stream()
            .map(entry -> entry.match().occurredAt())
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH);
    TraitHistory kept =
        new TraitHistory(
            history.facts().stream()
                .filter(fact -> !outlived.contains(fact.match().eventId()))
                .toList());
    List<Match> after =
        versions.plans().stream()
            .flatMap(plan -> TraitPoints.rows(versions, plan, kept, newest).stream())
            .toList();
    // While a plan is paused, what was given stays though it is not so any more: then all stays.
    return outlived.isEmpty() || !sums(before).equals(sums(after))
        ? new SettledTraits(List.of(), before, before)
        : new SettledTraits(
            history.facts().stream()
                .map(Fact::match)
                .filter(match -> outlived.contains(match.eventId()))
                .toList(),
            before,
            after);
  }

  private static Map<String, Long> sums(List<Match> rows) {
    Map<String, Long> sums =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Match::lineage, TreeMap::new, Collectors.summingLong(Match::potential)));
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  /** Takes what goes out of a log. */
  public void settle(MatchLog log) {
    if (!outlived.isEmpty()) {
      outlived.forEach(log::remove);
      before.forEach(log::remove);
      after.forEach(row -> log.put(Entry.awarded(row)));
    }
  }
}
