package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.Points;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.PlanChange;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Position;
import io.impuls.scoring.domain.ScoreCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One person under one plan, with the engine that judges real events. Time goes on by milliseconds:
 * when one is over, the waits are judged that end in it, and then its entries move the score in
 * their total order.
 */
final class Trial {

  private record Alarm(Match start, Instant due, int time) {}

  private final RehearsedPlan plan;
  private final RecentAwards log;
  private final Ledger ledger;
  private final Foresight foresight = new Foresight(this::happen);
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparing(Alarm::due));
  private final SortedMap<Position, List<Entry>> present = new TreeMap<>();
  private final long[] points;
  private Instant now = Instant.MIN;
  private ScoreCard card = ScoreCard.EMPTY;
  private Position order;
  private String bandToBuy;

  Trial(RehearsedPlan plan) {
    this.plan = plan;
    this.log = new RecentAwards(plan.versions());
    this.ledger =
        new Ledger(
            plan.versions(),
            plan.versions(),
            (start, due, time) -> alarms.add(new Alarm(start, due, time)));
    this.points = new long[plan.plan().rules().size()];
  }

  /** Takes the next event in the total order. */
  void take(Deed deed, List<Hit> hits) {
    foresight.take(deed, hits);
  }

  private void happen(Deed deed, List<Hit> hits) {
    goOnTo(deed.occurredAt());
    Position at = new Position(deed.occurredAt(), deed.eventId());
    if (deed.order() && order == null) {
      order = at;
      present.computeIfAbsent(at, one -> new ArrayList<>());
    }
    // rules that share a cap are asked in this order, whatever the order they were written in
    hits.stream()
        .map(hit -> plan.match(deed, hit))
        .sorted(Match.JOINT_ORDER)
        .forEach(match -> judged(ledger.insert(match, log)));
  }

  /** Goes on to the end of a time, in which waits end. */
  void end(Instant until) {
    foresight.end();
    goOnTo(until.plusMillis(1));
  }

  /** Gives the standing as of the time that it went on to. */
  PlanScore score() {
    return plan.scorekeeper().shown(plan.plan().id(), card.of(plan.plan().id()), now);
  }

  boolean ordered() {
    return order != null;
  }

  /** Gives the band just before the first order; at the end without one. Null for none. */
  String bandToBuy() {
    return ordered() ? bandToBuy : score().band();
  }

  /** Whether the person has points, or did something that a rule looks at. */
  boolean tookPart() {
    return score().score() != 0 || score().lastActivity() != null;
  }

  /** Gives the points by the rules that gave or took any, by their ids. */
  SortedMap<String, Points> byRule() {
    SortedMap<String, Points> given = new TreeMap<>();
    for (int i = 0; i < points.length; i++) {
      if (points[i] != 0) {
        given.put(plan.plan().rules().get(i).lineage().rule(), new Points(points[i]));
      }
    }
    return given;
  }

  private void goOnTo(Instant next) {
    if (!next.isAfter(now)) {
      return;
    }
    finishNow();
    while (!alarms.isEmpty() && alarms.peek().due().isBefore(next)) {
      now = alarms.peek().due();
      finishNow();
    }
    now = next;
  }

  /** An answer at the very end of a wait is in time, so waits come after the events. */
  private void finishNow() {
    while (!alarms.isEmpty() && !alarms.peek().due().isAfter(now)) {
      Alarm alarm = alarms.poll();
      log.of(alarm.start()).ifPresent(start -> judged(ledger.elapsed(start, alarm.time(), log)));
    }
    present.forEach(this::score);
    present.clear();
  }

  private void judged(List<EntryChange> changes) {
    for (EntryChange change : changes) {
      Match match = change.match();
      if (!change.isNew()) {
        throw new IllegalStateException("events that come in their order are judged once");
      }
      present
          .computeIfAbsent(
              new Position(match.occurredAt(), match.eventId()), at -> new ArrayList<>())
          .add(change.after());
    }
  }

  private void score(Position at, List<Entry> entries) {
    if (at.equals(order)) {
      bandToBuy = score().band();
    }
    List<EntryChange> changes = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      int rule = plan.rule(entry.match());
      plan.tally(rule).add(entry);
      points[rule] = Math.addExact(points[rule], entry.awarded());
      changes.add(new EntryChange(null, entry));
    }
    SortedMap<String, PlanScore> standing = new TreeMap<>();
    for (PlanChange change :
        plan.scorekeeper().apply(card, ScoreCard.EMPTY, changes, id -> notNeeded())) {
      standing.put(change.plan(), change.after());
    }
    card = card.with(standing);
  }

  private static <T> T notNeeded() {
    throw new IllegalStateException("events that come in their order are never judged again");
  }
}
