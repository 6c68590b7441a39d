package io.impuls.rules.ledger;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rules that give points for a visit in which nothing else counts (SC-07), judged at its end. What
 * happened in the visit, and its end in each revision, are rows of one counter for each visit, and
 * so is what the rule gave: whatever row comes or goes, the counter is judged anew as a whole.
 */
final class VisitVerdicts {

  private VisitVerdicts() {}

  private record Counter(String lineage, String visit) {}

  /** Takes a row of a visit, and judges the visit. */
  static List<EntryChange> insert(Match match, MatchLog log) {
    Entry entry = Entry.silent(match);
    log.put(entry);
    List<EntryChange> changes = new ArrayList<>(2);
    changes.add(new EntryChange(null, entry));
    judge(new Counter(match.lineage(), match.capValue()), log, changes);
    return changes;
  }

  /** Judges the visits anew of which rows left; they are out of the log already. */
  static void without(Collection<Entry> leaving, MatchLog log, List<EntryChange> changes) {
    leaving.stream()
        .map(Entry::match)
        .filter(Match::ofVisit)
        .map(match -> new Counter(match.lineage(), match.capValue()))
        .distinct()
        .forEach(counter -> judge(counter, log, changes));
  }

  /** Whether a row is what a rule gave for a visit: it goes where the visit goes. */
  static boolean given(Match match) {
    return match.part() == Part.ELAPSED && match.eventType().equals(EventTypes.SESSION_ENDED);
  }

  private static void judge(Counter counter, MatchLog log, List<EntryChange> changes) {
    Visit visit = new Visit();
    log.scan(counter.lineage(), counter.visit(), Instant.EPOCH, visit::take);
    Map<UUID, Entry> stale = new LinkedHashMap<>(visit.given);
    Entry due = visit.verdict();
    if (due != null) {
      Entry known = stale.remove(due.match().eventId());
      if (known == null || known.awarded() != due.awarded()) {
        log.put(due);
        changes.add(new EntryChange(known, due));
      }
    }
    for (Entry entry : stale.values()) {
      log.remove(entry.match());
      changes.add(new EntryChange(entry, Entry.suppressed(entry.match(), Suppression.ANSWERED)));
    }
  }

  /** One visit, as its rows tell it in their order. */
  private static final class Visit {
    private final Map<UUID, Entry> given = new LinkedHashMap<>();
    private Match first;
    private Match end;
    private boolean others;

    boolean take(Entry entry) {
      Match match = entry.match();
      switch (match.part()) {
        case ONLY -> first = first == null && match.hold() == null ? match : first;
        case OTHER -> others = true;
        case OVER -> end = end == null || revision(match) > revision(end) ? match : end;
        default -> {
          if (given(match)) {
            given.put(match.eventId(), entry);
          }
        }
      }
      return true;
    }

    /** Gives what the rule gives for it; null for nothing, or nothing yet. */
    Entry verdict() {
      if (first == null || others || end == null || end.potential() < 0) {
        return null;
      }
      return Entry.awarded(
          TimeBorn.dated(
              first, Part.ELAPSED, EventTypes.SESSION_ENDED, end.occurredAt(), first.potential()));
    }

    private static long revision(Match end) {
      return Math.abs(end.potential());
    }
  }
}
