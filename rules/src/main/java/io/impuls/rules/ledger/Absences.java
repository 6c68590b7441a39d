package io.impuls.rules.ledger;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Rules that give something because nothing happened (semantics 3.7): from a start on, a rule waits
 * for an answer. What a wait gives is written once its time has passed, dated at its end, and taken
 * back when it turns out that the answer had come in time. Starts, answers and what the waits gave
 * are rows of one counter, so each question is one walk along it.
 */
final class Absences {

  private final Waits waits;
  private final Alarms alarms;

  Absences(Waits waits, Alarms alarms) {
    this.waits = waits;
    this.alarms = alarms;
  }

  /** Takes a start or an answer, and takes back what the answer shows to be wrong. */
  void insert(Match match, MatchLog log, List<EntryChange> changes) {
    changes.add(new EntryChange(null, Entry.waiting(match)));
    log.put(Entry.waiting(match));
    if (match.answers()) {
      answered(match, log, changes);
    }
    if (match.starts()) {
      arm(match);
    }
  }

  /**
   * Gives what a wait gives at one of its ends; nothing when it was answered, or gave it already.
   */
  List<EntryChange> elapsed(Match start, int time, MatchLog log) {
    Optional<Wait> wait = waits.waitOf(start.lineage(), start.version());
    if (wait.isEmpty() || time > wait.get().times()) {
      return List.of();
    }
    Instant due = wait.get().due(start.occurredAt(), time);
    Entry entry = Entry.awarded(elapsed(start, due, time));
    boolean[] known = new boolean[1];
    boolean[] answered = new boolean[1];
    log.scan(
        start.lineage(),
        start.capValue(),
        start.occurredAt(),
        other -> {
          if (other.match().occurredAt().isAfter(due)) {
            return false;
          }
          answered[0] |= other.match().answers();
          known[0] |= other.match().eventId().equals(entry.match().eventId());
          return !answered[0];
        });
    if (answered[0]) {
      return List.of();
    }
    if (time < wait.get().times()) {
      alarms.set(start, wait.get().due(start.occurredAt(), time + 1), time + 1);
    }
    if (known[0] || !waits.gives(start.lineage(), due)) {
      return List.of();
    }
    log.put(entry);
    return List.of(new EntryChange(null, entry));
  }

  /**
   * Takes out what the waits gave whose starts left, and waits anew where an answer left. The
   * matches themselves are out of the log already.
   */
  void left(Collection<Entry> leaving, MatchLog log, List<EntryChange> changes) {
    Set<UUID> gone = new HashSet<>();
    leaving.forEach(entry -> gone.add(entry.match().eventId()));
    for (Entry entry : leaving) {
      Match match = entry.match();
      if (match.starts()) {
        for (Entry given : given(match, log)) {
          if (gone.add(given.match().eventId())) {
            log.remove(given.match());
            changes.add(EntryChange.gone(given));
          }
        }
      }
      if (match.answers()) {
        startsBefore(match, log).forEach(this::arm);
      }
    }
  }

  /** Gives the ids of what the waits gave whose starts are among some entries. */
  static Set<UUID> following(Collection<Entry> log, Waits waits) {
    Set<UUID> ids = new HashSet<>();
    for (Entry entry : log) {
      Match match = entry.match();
      if (match.starts()) {
        waits
            .waitOf(match.lineage(), match.version())
            .ifPresent(wait -> wait.ends().forEach(time -> ids.add(id(match, time))));
      }
    }
    return ids;
  }

  private void arm(Match start) {
    waits
        .waitOf(start.lineage(), start.version())
        .ifPresent(wait -> alarms.set(start, wait.due(start.occurredAt(), 1), 1));
  }

  private void answered(Match answer, MatchLog log, List<EntryChange> changes) {
    List<Match> starts = new ArrayList<>();
    Map<UUID, Entry> later = new HashMap<>();
    Duration longest = waits.longestWait(answer.lineage());
    Instant last = answer.occurredAt().plus(longest);
    log.scan(
        answer.lineage(),
        answer.capValue(),
        before(answer, longest),
        entry -> {
          Match match = entry.match();
          if (match.starts() && match.occurredAt().isBefore(answer.occurredAt())) {
            starts.add(match);
          } else if (match.part() == Match.Part.ELAPSED) {
            later.put(match.eventId(), entry);
          }
          return !match.occurredAt().isAfter(last);
        });
    for (Match start : starts) {
      waits
          .waitOf(start.lineage(), start.version())
          .ifPresent(
              wait ->
                  wait.ends()
                      .filter(
                          time -> !wait.due(start.occurredAt(), time).isBefore(answer.occurredAt()))
                      .map(time -> later.get(id(start, time)))
                      .filter(entry -> entry != null)
                      .forEach(entry -> takeBack(entry, log, changes)));
    }
  }

  private static void takeBack(Entry entry, MatchLog log, List<EntryChange> changes) {
    log.remove(entry.match());
    changes.add(new EntryChange(entry, Entry.suppressed(entry.match(), Suppression.ANSWERED)));
  }

  private List<Entry> given(Match start, MatchLog log) {
    Set<UUID> ids = following(List.of(Entry.waiting(start)), waits);
    List<Entry> given = new ArrayList<>();
    Instant last = start.occurredAt().plus(waits.longestWait(start.lineage()));
    log.scan(
        start.lineage(),
        start.capValue(),
        start.occurredAt(),
        entry -> {
          if (ids.contains(entry.match().eventId())) {
            given.add(entry);
          }
          return !entry.match().occurredAt().isAfter(last);
        });
    return given;
  }

  private List<Match> startsBefore(Match answer, MatchLog log) {
    List<Match> starts = new ArrayList<>();
    log.scan(
        answer.lineage(),
        answer.capValue(),
        before(answer, waits.longestWait(answer.lineage())),
        entry -> {
          boolean earlier = entry.match().occurredAt().isBefore(answer.occurredAt());
          if (earlier && entry.match().starts()) {
            starts.add(entry.match());
          }
          return earlier;
        });
    return starts;
  }

  /** Gives a time after which all starts lie whose waits an answer may end. */
  private static Instant before(Match answer, Duration longest) {
    return answer.occurredAt().minus(longest).minusMillis(1);
  }

  private static Match elapsed(Match start, Instant due, int time) {
    return new Match(
        start.lineage(),
        start.version(),
        start.capValue(),
        due,
        id(start, time),
        EventTypes.WAIT_ELAPSED,
        start.receivedAt(),
        start.originalPerson(),
        start.potential(),
        null,
        null,
        start.namedPerson(),
        start.placedAt(),
        Match.Part.ELAPSED);
  }

  /** An end of a wait is the same whenever it is found out, so its id is, too. */
  private static UUID id(Match start, int time) {
    return Ids.derived(
        start.eventId(), EventTypes.WAIT_ELAPSED, start.lineage(), Integer.toString(time));
  }
}
