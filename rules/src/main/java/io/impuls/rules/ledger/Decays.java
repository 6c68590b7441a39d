package io.impuls.rules.ledger;

import io.impuls.contracts.event.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Awards whose points go as time passes (semantics 3.6). Each step of a decay is a row of its own,
 * dated at the step, which takes away what the award has to lose by then. When the award changes,
 * as earlier events come to light, so do its steps.
 */
final class Decays {

  private final TimeRules rules;
  private final Alarms alarms;

  Decays(TimeRules rules, Alarms alarms) {
    this.rules = rules;
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
        changes.addAll(passed(change.after(), decay.get(), 1, log));
      }
    }
  }

  /**
   * Gives what the steps from one on take away of which it is known that their time has come, and
   * sets an alarm for the next. An award that comes to light after its time so never counts as one
   * that is there still.
   */
  private List<EntryChange> passed(Entry award, Decay decay, int from, MatchLog log) {
    List<EntryChange> changes = new ArrayList<>();
    Instant start = award.match().occurredAt();
    int step = from;
    for (; step <= decay.steps().size() && alarms.passed(decay.due(start, step)); step++) {
      take(award, decay, step, log).ifPresent(changes::add);
    }
    if (step <= decay.steps().size()) {
      alarms.set(award.match(), decay.due(start, step), step);
    }
    return changes;
  }

  /** Gives what a step takes away when its time has come; nothing when it did already. */
  List<EntryChange> elapsed(Entry award, int step, MatchLog log) {
    Match match = award.match();
    Optional<Decay> decay = of(match);
    if (decay.isEmpty() || step > decay.get().steps().size() || award.awarded() == 0) {
      return List.of();
    }
    List<EntryChange> changes = new ArrayList<>();
    take(award, decay.get(), step, log).ifPresent(changes::add);
    changes.addAll(passed(award, decay.get(), step + 1, log));
    return changes;
  }

  private static Optional<EntryChange> take(Entry award, Decay decay, int step, MatchLog log) {
    Entry entry = entry(award, decay, step);
    if (entry.awarded() == 0
        || steps(award.match(), decay, log).containsKey(id(award.match(), step))) {
      return Optional.empty();
    }
    log.put(entry);
    return Optional.of(new EntryChange(null, entry));
  }

  /** Gives the ids of all steps that an award can have; none where its points stay. */
  Set<UUID> ids(Match match) {
    return of(match).map(decay -> ids(match, decay)).orElse(Set.of());
  }

  private static Set<UUID> ids(Match award, Decay decay) {
    return IntStream.rangeClosed(1, decay.steps().size())
        .mapToObj(step -> id(award, step))
        .collect(Collectors.toSet());
  }

  private Optional<Decay> of(Match match) {
    return match.part() == Match.Part.AWARD && !match.subTotal()
        ? rules
            .decayOf(match.lineage(), match.version())
            .filter(decay -> !decay.steps().isEmpty() && decay.concerns(match.potential()))
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
    return TimeBorn.rows(award, ids(award, decay), decay.longest(), log).stream()
        .collect(Collectors.toMap(entry -> entry.match().eventId(), Function.identity()));
  }

  private static Entry entry(Entry award, Decay decay, int step) {
    Match match = award.match();
    return Entry.awarded(
        TimeBorn.of(
            match,
            Match.Part.EXPIRED,
            EventTypes.POINTS_EXPIRED,
            decay.due(match.occurredAt(), step),
            step,
            decay.change(award.awarded(), step)));
  }

  private static UUID id(Match award, int step) {
    return TimeBorn.id(award, EventTypes.POINTS_EXPIRED, step);
  }
}
