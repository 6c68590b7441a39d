package io.impuls.scoring.domain.traits;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rows by trait of a person's log.
 *
 * @param versions what the plans say
 * @param log the log
 */
record TraitRows(TraitVersions versions, MatchLog log) {

  private record Row(String lineage, UUID eventId) {
    static Row of(Match match) {
      return new Row(match.lineage(), match.eventId());
    }
  }

  /** Puts these rows in place of those that are there, and gives the difference, oldest first. */
  List<EntryChange> put(List<Match> wanted) {
    Map<Row, Entry> stored = stored();
    List<EntryChange> changes = new ArrayList<>();
    for (Match match : wanted) {
      Entry before = stored.remove(Row.of(match));
      Entry after = Entry.awarded(match);
      if (!after.equals(before)) {
        log.put(after);
        if (before == null || before.awarded() != after.awarded()) {
          changes.add(new EntryChange(before, after));
        }
      }
    }
    for (Entry before : stored.values()) {
      log.remove(before.match());
      changes.add(new EntryChange(before, new Entry(before.match(), 0, null)));
    }
    changes.sort(Comparator.comparing(EntryChange::match, Match.ORDER));
    return changes;
  }

  private Map<Row, Entry> stored() {
    Map<Row, Entry> stored = new LinkedHashMap<>();
    for (String lineage : versions.lineages()) {
      log.scan(
          lineage,
          null,
          TraitHistory.BEGINNING,
          entry -> {
            if (entry.match().part() == Match.Part.TRAIT) {
              stored.put(Row.of(entry.match()), entry);
            }
            return true;
          });
    }
    return stored;
  }
}
