package io.impuls.rules.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A match log in memory, which counts what is read of it. */
final class MemoryLog implements MatchLog {

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int read;

  @Override
  public void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : entries.values()) {
      Match match = entry.match();
      if (match.lineage().equals(lineage)
          && Objects.equals(match.capValue(), capValue)
          && match.occurredAt().isAfter(after)) {
        found.add(entry);
      }
    }
    found.sort((a, b) -> Match.ORDER.compare(a.match(), b.match()));
    for (Entry entry : found) {
      read++;
      if (!visitor.test(entry)) {
        return;
      }
    }
  }

  @Override
  public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
    List<Entry> found =
        entries.values().stream()
            .filter(entry -> lineages.contains(entry.match().lineage()))
            .filter(entry -> entry.match().occurredAt().isAfter(after))
            .sorted((a, b) -> Match.JOINT_ORDER.compare(a.match(), b.match()))
            .toList();
    for (Entry entry : found) {
      read++;
      if (!visitor.test(entry)) {
        return;
      }
    }
  }

  @Override
  public void put(Entry entry) {
    entries.put(key(entry.match()), entry);
  }

  @Override
  public void remove(Match match) {
    entries.remove(key(match));
  }

  boolean has(Match match) {
    return entries.containsKey(key(match));
  }

  Entry of(Match match) {
    return entries.get(key(match));
  }

  private static String key(Match match) {
    return SlowEvaluator.name(match) + " " + match.capValue();
  }

  List<Match> matches() {
    return entries.values().stream().map(Entry::match).toList();
  }

  /** Gives what each event is awarded, in the words of {@link SlowEvaluator}. */
  Map<String, String> verdicts() {
    Map<String, String> verdicts = new TreeMap<>();
    entries.values().stream()
        .filter(entry -> entry.match().gives())
        .forEach(
            entry ->
                verdicts.put(
                    SlowEvaluator.name(entry.match()), entry.awarded() + " " + entry.reason()));
    return verdicts;
  }

  long total() {
    return entries.values().stream().mapToLong(Entry::awarded).sum();
  }

  int read() {
    return read;
  }
}
