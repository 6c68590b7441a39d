package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** A person's log to try out what is not written yet. */
final class LogCopy implements MatchLog {

  private final List<Entry> entries;

  /** Copies entries in any order. */
  LogCopy(Collection<Entry> log) {
    entries = new ArrayList<>(log);
    sort();
  }

  /** Gives the entries, oldest first. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
    for (Entry entry : entries) {
      Match match = entry.match();
      if (match.lineage().equals(lineage)
          && Objects.equals(match.capValue(), capValue)
          && match.occurredAt().isAfter(after)
          && !visitor.test(entry)) {
        return;
      }
    }
  }

  @Override
  public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
    MatchLog.scan(entries.stream(), lineages, after, visitor);
  }

  @Override
  public void put(Entry entry) {
    remove(entry.match());
    entries.add(entry);
    sort();
  }

  @Override
  public void remove(Match match) {
    entries.removeIf(
        entry ->
            entry.match().lineage().equals(match.lineage())
                && Objects.equals(entry.match().capValue(), match.capValue())
                && entry.match().eventId().equals(match.eventId()));
  }

  private void sort() {
    entries.sort(Comparator.comparing(Entry::match, Match.JOINT_ORDER));
  }
}
