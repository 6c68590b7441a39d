package io.impuls.rules.ledger;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.EventTypes;
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
 * Awards whose points go as time passes (semantics 3.6). Each step of a decay is a row of its own,
 * dated at the step, which takes away what the award has to lose by then. When the award changes,
 * as earlier events come to light, so do its steps.
 */
final class Decays {

  private final Waits waits;
  private final Alarms alarms;

  Decays(Waits waits, Alarms alarms) {
    this.waits = waits;
    this.alarms = alarms;
  }

  /** Lets the steps follow what became of their awards, and adds what changed by it. */
  void follow(List<EntryChange> changes, MatchLog log) {
    for (EntryChange change : List.copyOf(changes)) {
      Match match = change.match();
      Optional<Decay> decay = of(match);
      if (decay.isEmpty() || change.isGone()) {
        continue;
      }
      if (!change.isNew()) {
        Map<UUID, Entry> stored = steps(match, decay.get(), log);
        for (int step = 1; step <= decay.get().steps().size(); step++) {
          Entry before = stored.get(id(match, step));
          if (before != null) {
            changes.add(changed(before, change.after(), decay.get(), step, log));
          }
        }
      }
      if (change.after().awarded() != 0) {
        alarms.set(match, decay.get().due(match.occurredAt(), 1), 1);
      }
    }
  }

  /** Gives what a step takes away when its time has come; nothing when it did already. */
  List<EntryChange> elapsed(Entry award, int step, MatchLog log) {
    Match match = award.match();
    Optional<Decay> decay = of(match);
    if (decay.isEmpty() || step > decay.get().steps().size() || award.awarded() == 0) {
      return List.of();
    }
    if (step < decay.get().steps().size()) {
      alarms.set(match, decay.get().due(match.occurredAt(), step + 1), step + 1);
    }
    Entry entry = entry(award, decay.get(), step);
    if (entry.awarded() == 0 || steps(match, decay.get(), log).containsKey(id(match, step))) {
      return List.of();
    }
    log.put(entry);
    return List.of(new EntryChange(null, entry));
  }

  /** Takes out the steps of awards that left. */
  void left(Collection<Entry> leaving, MatchLog log, List<EntryChange> changes) {
    Set<UUID> gone = new HashSet<>();
    leaving.forEach(entry -> gone.add(entry.match().eventId()));
    for (Entry entry : leaving) {
      of(entry.match())
          .map(decay -> steps(entry.match(), decay, log).values())
          .orElse(List.of())
          .forEach(
              step -> {
                if (gone.add(step.match().eventId())) {
                  log.remove(step.match());
                  changes.add(EntryChange.gone(step));
                }
              });
    }
  }

  /** Adds the ids of the steps of those awards that are among some entries. */
  void following(Collection<Entry> log, Set<UUID> ids) {
    for (Entry entry : log) {
      of(entry.match())
          .ifPresent(
              decay -> {
                for (int step = 1; step <= decay.steps().size(); step++) {
                  ids.add(id(entry.match(), step));
                }
              });
    }
  }

  private Optional<Decay> of(Match match) {
    return match.part() == Match.Part.AWARD && !match.subTotal()
        ? waits.decayOf(match.lineage(), match.version())
        : Optional.empty();
  }

  private static EntryChange changed(
      Entry before, Entry award, Decay decay, int step, MatchLog log) {
    Entry now = entry(award, decay, step);
    if (now.awarded() == 0) {
      log.remove(before.match());
      return new EntryChange(before, new Entry(before.match(), 0, null));
    }
    log.put(now);
    return new EntryChange(before, now);
  }

  private static Map<UUID, Entry> steps(Match award, Decay decay, MatchLog log) {
    Map<UUID, Entry> found = new HashMap<>();
    List<UUID> ids = new ArrayList<>();
    for (int step = 1; step <= decay.steps().size(); step++) {
      ids.add(id(award, step));
    }
    Instant last = award.occurredAt().plus(decay.longest());
    log.scan(
        award.lineage(),
        award.capValue(),
        award.occurredAt(),
        entry -> {
          if (ids.contains(entry.match().eventId())) {
            found.put(entry.match().eventId(), entry);
          }
          return !entry.match().occurredAt().isAfter(last);
        });
    return found;
  }

  private static Entry entry(Entry award, Decay decay, int step) {
    Match match = award.match();
    return Entry.awarded(
        new Match(
            match.lineage(),
            match.version(),
            match.capValue(),
            decay.due(match.occurredAt(), step),
            id(match, step),
            EventTypes.POINTS_EXPIRED,
            match.receivedAt(),
            match.originalPerson(),
            decay.change(award.awarded(), step),
            null,
            null,
            match.namedPerson(),
            match.placedAt(),
            Match.Part.EXPIRED));
  }

  /** A step is the same whenever it is found out, so its id is, too. */
  private static UUID id(Match award, int step) {
    return Ids.derived(
        award.eventId(), EventTypes.POINTS_EXPIRED, award.lineage(), Integer.toString(step));
  }
}
