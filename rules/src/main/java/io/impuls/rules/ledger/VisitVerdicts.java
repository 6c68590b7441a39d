package io.impuls.rules.ledger;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rules that give points for a visit in which nothing else counts (SC-07), judged at its end. What
 * happened in the visit, and its end in each revision, are rows of one counter for each visit, and
 * so is what the rule gave: whatever row comes or goes, the counter is judged anew as a whole.
 */
final class VisitVerdicts {

  private VisitVerdicts() {}

  private record Counter(String lineage, String visit) {
    static Counter of(Match match) {
      return new Counter(match.lineage(), match.capValue());
    }
  }

  /** Takes a row of a visit, and judges the visit. */
  static List<EntryChange> insert(Match match, MatchLog log) {
    Entry entry =
        match.hold() == null ? Entry.silent(match) : Entry.suppressed(match, match.hold());
    log.put(entry);
    List<EntryChange> changes = new ArrayList<>(2);
    changes.add(new EntryChange(null, entry));
    judge(Counter.of(match), false, log, changes);
    return changes;
  }

  /** Judges the visits anew of which rows left; they are out of the log already. */
  static void without(Collection<Entry> leaving, MatchLog log, List<EntryChange> changes) {
    Set<Counter> viewsLeft = counters(leaving, match -> match.part() == Part.ONLY);
    for (Counter counter : counters(leaving, Match::ofVisit)) {
      judge(counter, viewsLeft.contains(counter), log, changes);
    }
  }

  /**
   * Gives the ids of what the rules gave for visits, as it goes where the views go that it was
   * given for. Where these are too old to be in the log, it is an entry like any other.
   */
  static Set<UUID> following(Collection<Entry> log) {
    Set<Counter> views = counters(log, match -> match.part() == Part.ONLY);
    return log.stream()
        .map(Entry::match)
        .filter(match -> given(match) && views.contains(Counter.of(match)))
        .map(Match::eventId)
        .collect(Collectors.toSet());
  }

  private static Set<Counter> counters(Collection<Entry> log, Predicate<Match> which) {
    return log.stream()
        .map(Entry::match)
        .filter(which)
        .map(Counter::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean given(Match match) {
    return match.part() == Part.ELAPSED && EventTypes.SESSION_ENDED.equals(match.eventType());
  }

  /**
   * Judges a visit.
   *
   * @param viewsLeft whether views of it just left for another person
   */
  private static void judge(
      Counter counter, boolean viewsLeft, MatchLog log, List<EntryChange> changes) {
    Visit visit = new Visit();
    log.scan(counter.lineage(), counter.visit(), Instant.EPOCH, visit::take);
    if (!visit.views && !viewsLeft) {
      // they are too old to be kept, and what was given for them stands
      return;
    }
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
      changes.add(
          viewsLeft
              ? EntryChange.gone(entry)
              : new EntryChange(entry, Entry.suppressed(entry.match(), Suppression.ANSWERED)));
    }
  }

  /** One visit, as its rows tell it in their order. */
  private static final class Visit {
    private final Map<UUID, Entry> given = new LinkedHashMap<>();
    private Match first;
    private Match end;
    private boolean others;
    private boolean views;

    boolean take(Entry entry) {
      Match match = entry.match();
      switch (match.part()) {
        case ONLY -> {
          views = true;
          first = first == null && match.hold() == null ? match : first;
        }
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
      // quiet hours may have deferred the view to their own end
      Instant due =
          first.occurredAt().isAfter(end.occurredAt()) ? first.occurredAt() : end.occurredAt();
      return Entry.awarded(
          TimeBorn.dated(first, Part.ELAPSED, EventTypes.SESSION_ENDED, due, first.potential()));
    }

    private static long revision(Match end) {
      return Math.abs(end.potential());
    }
  }
}
