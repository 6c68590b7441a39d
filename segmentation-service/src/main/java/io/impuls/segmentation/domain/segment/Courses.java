package io.impuls.segmentation.domain.segment;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.rules.condition.ContactFields;
import io.impuls.rules.condition.Truth;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.domain.segment.Course.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Works out the courses of the conditions that ask one person's ledger.
 *
 * @param evidence the ledger
 * @param from courses begin there
 */
record Courses(Evidence evidence, Instant from) {

  /** Something that is added at an instant, or taken away. */
  private record Step(Instant at, long change, Reason why) {}

  /** Gives the course of a condition that is made of no others. */
  Course leaf(SegmentNode node) {
    if (node instanceof SegmentNode.Did did) {
      return did(did);
    }
    if (node instanceof SegmentNode.Sequence sequence) {
      return sequence(sequence);
    }
    if (node instanceof SegmentNode.HasTag tag) {
      return tag(tag);
    }
    if (node instanceof SegmentNode.Score score) {
      return score(score);
    }
    if (node instanceof SegmentNode.Band band) {
      return band(band);
    }
    if (node instanceof SegmentNode.Contact contact) {
      return contact(contact);
    }
    return Course.always(Truth.NO);
  }

  private Course did(SegmentNode.Did did) {
    List<Step> steps = new ArrayList<>();
    for (Entry entry : evidence.rows(did.deed().lineage(), after(did.within()))) {
      long times = entry.awarded() / Points.ONE;
      Match match = entry.match();
      boolean sum = match.subTotal() && did.within() == null;
      if (sum || act(entry)) {
        steps.add(new Step(match.occurredAt(), times, Reason.of(By.EVENT, match)));
        if (did.within() != null) {
          Instant end = match.occurredAt().plus(did.within());
          steps.add(new Step(end, -times, Reason.of(By.TIME, match)));
        }
      }
    }
    return summed(
        steps,
        times ->
            times >= did.atLeast() && (did.atMost().isEmpty() || times <= did.atMost().getAsInt()));
  }

  /** Of all chains that end with an act the one with the latest beginning lasts longest. */
  private Course sequence(SegmentNode.Sequence sequence) {
    record Act(Match match, int step) {}
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < sequence.steps().size(); i++) {
      for (Entry entry :
          evidence.rows(sequence.steps().get(i).lineage(), after(sequence.within()))) {
        if (act(entry)) {
          acts.add(new Act(entry.match(), i));
        }
      }
    }
    // one event is one step only: the later steps look at what was before it
    acts.sort(
        Comparator.comparing(Act::match, Match.ORDER)
            .thenComparing(Act::step, Comparator.reverseOrder()));
    Instant[] latest = new Instant[sequence.steps().size()];
    List<Step> steps = new ArrayList<>();
    for (Act act : acts) {
      Instant at = act.match().occurredAt();
      Instant began = act.step() == 0 ? at : latest[act.step() - 1];
      if (began == null) {
        continue;
      }
      if (latest[act.step()] == null || latest[act.step()].isBefore(began)) {
        latest[act.step()] = began;
      }
      Instant end = began.plus(sequence.within());
      if (act.step() == latest.length - 1 && end.isAfter(at)) {
        steps.add(new Step(at, 1, Reason.of(By.EVENT, act.match())));
        steps.add(new Step(end, -1, Reason.of(By.TIME, act.match())));
      }
    }
    return summed(steps, chains -> chains > 0);
  }

  private Course tag(SegmentNode.HasTag tag) {
    List<Point> points = new ArrayList<>();
    long score = 0;
    for (Entry entry : evidence.tag(tag.key())) {
      score = Math.max(0, score + entry.awarded());
      By by = entry.match().part() == Match.Part.EXPIRED ? By.TIME : By.TAG;
      points.add(
          new Point(
              entry.match().occurredAt(),
              truth(score >= tag.atLeast()),
              Reason.of(by, entry.match())));
    }
    return Course.of(Truth.NO, points, from);
  }

  private Course score(SegmentNode.Score score) {
    return said(
        score.plan(),
        now ->
            (score.atLeast().isEmpty() || now.points() >= score.atLeast().getAsLong())
                && (score.atMost().isEmpty() || now.points() <= score.atMost().getAsLong()));
  }

  private Course band(SegmentNode.Band band) {
    return said(band.plan(), now -> band.band().equals(now.band()));
  }

  private Course contact(SegmentNode.Contact contact) {
    Map<String, Object> known = new TreeMap<>();
    Truth nothing = Truth.of(contact.condition(), ContactFields.contact(known));
    List<Point> points = new ArrayList<>();
    for (Entry entry : evidence.rows(Lineages.FACTS, Evidence.BEGINNING)) {
      Told.learn(known, entry.match());
      Event now = ContactFields.contact(new TreeMap<>(known));
      points.add(
          new Point(
              entry.match().occurredAt(),
              Truth.of(contact.condition(), now),
              Reason.of(By.CONTACT, entry.match())));
    }
    return Course.of(nothing, points, from);
  }

  /** Of all that scoring said by an instant the newest holds, also of what it found out late. */
  private Course said(String plan, Predicate<Scored> holds) {
    List<Point> points = new ArrayList<>();
    Scored newest = Scored.NONE;
    boolean before = holds.test(newest);
    for (Entry entry : evidence.ofTheirs(Lineages.score(plan))) {
      Scored said = Scored.read(entry.match());
      newest = said.after(newest) ? said : newest;
      points.add(
          new Point(
              entry.match().occurredAt(),
              truth(holds.test(newest)),
              Reason.of(By.SCORE, entry.match())));
    }
    return Course.of(truth(before), points, from);
  }

  private Course summed(List<Step> steps, LongPredicate holds) {
    List<Step> ordered = new ArrayList<>(steps);
    ordered.sort(Comparator.comparing(Step::at));
    List<Point> points = new ArrayList<>(ordered.size());
    long sum = 0;
    for (Step step : ordered) {
      sum += step.change();
      points.add(new Point(step.at(), truth(holds.test(sum)), step.why()));
    }
    return Course.of(truth(holds.test(0)), points, from);
  }

  /** What was done before the window of the first instant cannot matter any more. */
  private Instant after(Duration within) {
    if (within == null || from.isBefore(Instant.EPOCH.plus(within))) {
      return Evidence.BEGINNING;
    }
    return from.minus(within).minusMillis(1);
  }

  private static boolean act(Entry entry) {
    return entry.match().part() == Match.Part.AWARD
        && !entry.match().subTotal()
        && entry.awarded() > 0;
  }

  private static Truth truth(boolean holds) {
    return holds ? Truth.YES : Truth.NO;
  }
}
