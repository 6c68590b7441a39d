package io.impuls.rules.ledger;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Rules that give something because nothing happened (semantics 3.7): from a start on, a rule waits
 * for an answer. What a wait gives is written once its time has passed, dated at its end, and taken
 * back when it turns out that the answer had come in time. Starts, answers and what the waits gave
 * are rows of one counter, so each question is one walk along it.
 */
final class Absences {

  private final TimeRules rules;
  private final Alarms alarms;

  Absences(TimeRules rules, Alarms alarms) {
    this.rules = rules;
    this.alarms = alarms;
  }

  /** Takes a start or an answer, and takes back what the answer shows to be wrong. */
  void insert(Match match, MatchLog log, List<EntryChange> changes) {
    changes.add(new EntryChange(null, Entry.silent(match)));
    log.put(Entry.silent(match));
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
    Optional<Wait> wait = rules.waitOf(start.lineage(), start.version());
    if (wait.isEmpty() || time > wait.get().times()) {
      return List.of();
    }
    Instant due = wait.get().due(start.occurredAt(), time);
    Entry entry =
        Entry.awarded(
            TimeBorn.of(
                start, Match.Part.ELAPSED, EventTypes.WAIT_ELAPSED, due, time, start.potential()));
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
    if (known[0] || !rules.gives(start.lineage(), due)) {
      return List.of();
    }
    log.put(entry);
    return List.of(new EntryChange(null, entry));
  }

  /** Waits anew where answers left; the matches are out of the log already. */
  void unanswered(Collection<Entry> leaving, MatchLog log) {
    for (Entry entry : leaving) {
      if (entry.match().answers()) {
        startsBefore(entry.match(), log).forEach(this::arm);
      }
    }
  }

  /** Gives the ids of all that a match can give by waiting; none where nothing waits from it on. */
  Set<UUID> ids(Match match) {
    return match.starts()
        ? rules
            .waitOf(match.lineage(), match.version())
            .map(wait -> wait.ends().map(time -> id(match, time)).collect(Collectors.toSet()))
            .orElse(Set.of())
        : Set.of();
  }

  private void arm(Match start) {
    rules
        .waitOf(start.lineage(), start.version())
        .ifPresent(wait -> alarms.set(start, wait.due(start.occurredAt(), 1), 1));
  }

  private void answered(Match answer, MatchLog log, List<EntryChange> changes) {
    List<Match> starts = new ArrayList<>();
    Map<UUID, Entry> later = new HashMap<>();
    Duration longest = rules.longestTime(answer.lineage());
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
      rules
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

  private List<Match> startsBefore(Match answer, MatchLog log) {
    List<Match> starts = new ArrayList<>();
    log.scan(
        answer.lineage(),
        answer.capValue(),
        before(answer, rules.longestTime(answer.lineage())),
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

  private static UUID id(Match start, int time) {
    return TimeBorn.id(start, EventTypes.WAIT_ELAPSED, time);
  }
}
