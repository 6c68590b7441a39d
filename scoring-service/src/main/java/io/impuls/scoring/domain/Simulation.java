package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import io.impuls.scoring.domain.traits.Fact;
import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.scoring.domain.traits.TraitHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What events would give one person by a plan, with the engine that judges real ones. Nothing is
 * kept, and the plan may be a draft.
 */
public final class Simulation {

  private static final Comparator<Event> ORDER =
      Comparator.comparing(event -> new Position(event.occurredAt(), event.eventId()));

  private final ScoringPlan plan;
  private final PlanVersions plans;
  private final Log log = new Log();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::due));
  private final Map<UUID, Event> happened = new HashMap<>();
  private ScoreCard card = ScoreCard.EMPTY;
  private Event last;

  private Simulation(ScoringPlan plan) {
    this.plan = plan.inForceAlways();
    this.plans = new PlanVersions(List.of(this.plan));
  }

  /** The end of a wait that began with {@code start}, or {@code DEFERRED} and it is the match. */
  private record Alarm(Match start, Instant due, int time) {
    static final int DEFERRED = 0;
  }

  /**
   * One event and what it did, or the end of a wait that began with it, or of quiet hours that
   * deferred it.
   *
   * @param event the event
   * @param type its type; {@code wait.elapsed} for the end of a wait
   * @param at when it happened, or when the wait ended
   * @param rules what each rule made of it, in the order of the plan
   * @param points points that it moved the score by
   * @param score the score after it
   * @param band the band after it; null for none
   * @param graded what the plan makes of the person after it
   */
  public record Step(
      Event event,
      String type,
      Instant at,
      List<RuleVerdict> rules,
      Points points,
      Points score,
      String band,
      Graded graded) {
    public Step {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Gives the steps in the order in which they happened: the events, and what is given because
   * nothing else happened, up to the end of the last wait.
   */
  public static List<Step> run(ScoringPlan plan, List<Event> events) {
    Simulation simulation = new Simulation(plan);
    List<Step> steps = new ArrayList<>();
    for (Event event : events.stream().sorted(ORDER).toList()) {
      simulation.elapse(event.occurredAt(), steps);
      steps.add(simulation.step(event));
    }
    simulation.elapse(Instant.MAX, steps);
    return steps;
  }

  /** Judges the waits that end before an instant. */
  private void elapse(Instant before, List<Step> steps) {
    while (true) {
      Instant due = alarms.isEmpty() ? before : alarms.peek().due();
      decay(due.isBefore(before) ? due : before, steps);
      if (!due.isBefore(before)) {
        return;
      }
      Alarm alarm = alarms.poll();
      List<EntryChange> given =
          alarm.time() == Alarm.DEFERRED
              ? ledger().insert(alarm.start(), log)
              : log.of(alarm.start())
                  .map(start -> ledger().elapsed(start, alarm.time(), log))
                  .orElse(List.of());
      if (!given.isEmpty()) {
        Match match = given.get(0).match();
        Event event = happened.get(alarm.start().eventId());
        steps.add(step(event, match.eventType(), alarm.due(), match.eventId(), given));
      }
    }
  }

  /** Goes on to an instant at which something happens: the bands that time alone leads to. */
  private void decay(Instant until, List<Step> steps) {
    Scorekeeper keeper = new Scorekeeper(plans);
    PlanScore now = card.of(plan.id());
    while (now.course() != null) {
      now = keeper.shown(plan.id(), now, now.course().since());
      Instant next = now.course().next();
      if (next == null || !next.isBefore(until)) {
        return;
      }
      PlanScore before = now;
      now = keeper.shown(plan.id(), now, next);
      card = card.with(new TreeMap<>(Map.of(plan.id(), now)));
      if (Objects.equals(now.band(), before.band())) {
        continue; // there the search for the next band only rested
      }
      TraitTurn traits = new TraitTurn(plans, card, List.of(), log);
      traits.graded(List.of(new PlanChange(plan.id(), before, now, List.of())));
      card = card.with(traits.standing());
      steps.add(
          new Step(
              last,
              EventTypes.POINTS_DECAYED,
              next,
              List.of(),
              new Points(now.score() - before.score()),
              new Points(now.score()),
              now.band(),
              card.traits().of(plan.id())));
    }
  }

  private Step step(Event event) {
    last = event;
    happened.put(event.eventId(), event);
    Ledger ledger = ledger();
    List<EntryChange> changes = new ArrayList<>();
    for (Match match : new Scorer(plans).matches(event)) {
      if (match.occurredAt().isAfter(event.occurredAt())) {
        alarms.add(new Alarm(match, match.occurredAt(), Alarm.DEFERRED));
      } else {
        changes.addAll(ledger.insert(match, log));
      }
    }
    Fact.of(event).ifPresent(fact -> changes.addAll(ledger.insert(fact, log)));
    return step(event, event.type(), event.occurredAt(), event.eventId(), changes);
  }

  private Step step(Event event, String type, Instant at, UUID entryId, List<EntryChange> changes) {
    long before = new Scorekeeper(plans).shown(plan.id(), card.of(plan.id()), at).score();
    TreeMap<String, PlanScore> standing = new TreeMap<>();
    TraitTurn traits = new TraitTurn(plans, card, changes, log);
    traits
        .graded(
            new Scorekeeper(plans).apply(card, ScoreCard.EMPTY, traits.changes(), id -> scored()))
        .forEach(change -> standing.put(change.plan(), change.after()));
    card = card.with(standing).with(traits.standing());
    PlanScore after = card.of(plan.id());
    List<Why> entries = new Explainer(plans, log.entries()).of(entryId);
    return new Step(
        event,
        type,
        at,
        RuleVerdict.of(plan, event, entries, TraitHistory.of(log.entries())),
        new Points(after.score() - before),
        new Points(after.score()),
        after.band(),
        card.traits().of(plan.id()));
  }

  private List<Entry> scored() {
    return log.entries().stream().filter(entry -> entry.match().part() != Match.Part.FACT).toList();
  }

  private Ledger ledger() {
    return new Ledger(plans, plans, (start, due, time) -> alarms.add(new Alarm(start, due, time)));
  }

  /** The matches so far, in their order; most come in it. */
  private static final class Log implements MatchLog {

    private record Counter(String lineage, String capValue) {
      static Counter of(Match match) {
        return new Counter(match.lineage(), match.capValue());
      }
    }

    private final Map<Counter, List<Entry>> counters = new LinkedHashMap<>();

    List<Entry> entries() {
      return counters.values().stream()
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Entry::match, Match.ORDER))
          .toList();
    }

    Optional<Entry> of(Match match) {
      return counters.getOrDefault(Counter.of(match), List.of()).stream()
          .filter(stored -> stored.match().eventId().equals(match.eventId()))
          .findFirst();
    }

    @Override
    public void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
      for (Entry entry : counters.getOrDefault(new Counter(lineage, capValue), List.of())) {
        if (entry.match().occurredAt().isAfter(after) && !visitor.test(entry)) {
          return;
        }
      }
    }

    @Override
    public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
      MatchLog.scan(
          counters.values().stream().flatMap(Collection::stream), lineages, after, visitor);
    }

    @Override
    public void put(Entry entry) {
      List<Entry> counter =
          counters.computeIfAbsent(Counter.of(entry.match()), c -> new ArrayList<>());
      for (int i = 0; i < counter.size(); i++) {
        if (counter.get(i).match().eventId().equals(entry.match().eventId())) {
          counter.set(i, entry);
          return;
        }
      }
      int place = counter.size();
      while (place > 0 && Match.ORDER.compare(counter.get(place - 1).match(), entry.match()) > 0) {
        place--;
      }
      counter.add(place, entry);
    }

    @Override
    public void remove(Match match) {
      counters
          .getOrDefault(Counter.of(match), new ArrayList<>())
          .removeIf(stored -> stored.match().eventId().equals(match.eventId()));
    }
  }
}
