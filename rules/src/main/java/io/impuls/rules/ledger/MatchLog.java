package io.impuls.rules.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The match log of one person, as the ledger needs it. */
public interface MatchLog {

  /**
   * Hands over the entries of one counter (rule and cap value) that happened after {@code after},
   * in the order of {@link Match#ORDER}, until there are no more or the visitor answers false. The
   * log must not be changed meanwhile.
   */
  void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor);

  /**
   * Hands over the entries of all counters of some rules that happened after {@code after}, in the
   * order of {@link Match#JOINT_ORDER}, as {@link #scan(String, String, Instant, Predicate)} does
   * those of one.
   */
  void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor);

  /**
   * Hands over those of a log's entries that {@link #scan(Set, Instant, Predicate)} is about, for
   * logs that hold them in memory.
   *
   * @param entries all of them, in any order
   */
  static void scan(
      Stream<Entry> entries, Set<String> lineages, Instant after, Predicate<Entry> visitor) {
    List<Entry> found =
        entries
            .filter(entry -> lineages.contains(entry.match().lineage()))
            .filter(entry -> entry.match().occurredAt().isAfter(after))
            .sorted(Comparator.comparing(Entry::match, Match.JOINT_ORDER))
            .toList();
    for (Entry entry : found) {
      if (!visitor.test(entry)) {
        return;
      }
    }
  }

  /** Stores an entry, in place of the one of the same match if there is one. */
  void put(Entry entry);

  /** Takes out the entry of a match; nothing happens when there is none. */
  void remove(Match match);
}
