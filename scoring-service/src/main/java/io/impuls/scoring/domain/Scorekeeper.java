package io.impuls.scoring.domain;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.BandWalk.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns what became of matches into scores and bands. */
public final class Scorekeeper {

  /** Why a match is no sign of life of its person. A match without a hold is one. */
  private static final Set<Suppression> INACTIVE =
      EnumSet.of(Suppression.ROBOT, Suppression.NO_PROFILING, Suppression.PROVISIONAL);

  private final PlanVersions plans;

  /** Keeps score by these plans, all of one workspace. */
  public Scorekeeper(PlanVersions plans) {
    this.plans = plans;
  }

  /**
   * Gives what changed in each plan, in the order of the plan ids.
   *
   * @param card the person's card before
   * @param joining what {@link ScoreCard#remains} of another person that turns out to be this one;
   *     {@link ScoreCard#EMPTY} for nobody
   * @param changes new and re-judged entries, and those that left, of any plans
   * @param ledger gives the retained entries of a plan in total order, the changes included; asked
   *     only when a late event, or what left, may have changed the way the score took
   */
  public List<PlanChange> apply(
      ScoreCard card,
      ScoreCard joining,
      List<EntryChange> changes,
      Function<String, List<Entry>> ledger) {
    Map<String, List<EntryChange>> byPlan = new TreeMap<>();
    joining.plans().keySet().forEach(plan -> byPlan.put(plan, new ArrayList<>()));
    for (EntryChange change : changes) {
      String plan = Lineage.parse(change.match().lineage()).plan();
      byPlan.computeIfAbsent(plan, id -> new ArrayList<>()).add(change);
    }
    List<PlanChange> found = new ArrayList<>(byPlan.size());
    byPlan.forEach(
        (plan, entries) -> {
          PlanScore before = card.of(plan);
          PlanScore after = after(plan, before, joining.of(plan), entries, ledger);
          found.add(new PlanChange(plan, before, after, entries));
        });
    return found;
  }

  /**
   * Gives the card with which a person goes on when the oldest entries leave the ledger: every
   * later answer is the same as if they had stayed.
   *
   * @param oldest the sub-totals so far, then the entries that leave, in total order
   */
  public ScoreCard fold(ScoreCard card, List<Entry> oldest) {
    Map<String, List<Entry>> byPlan = new TreeMap<>();
    for (Entry entry : oldest) {
      String plan = Lineage.parse(entry.match().lineage()).plan();
      byPlan.computeIfAbsent(plan, id -> new ArrayList<>()).add(entry);
    }
    Map<String, PlanScore> folded = new HashMap<>();
    byPlan.forEach(
        (plan, entries) -> {
          BandWalk walk = walk(plan);
          Tally total = Tally.ZERO;
          for (Entry entry : entries) {
            total = walk.plus(total, entry);
          }
          PlanScore score = card.of(plan);
          folded.put(plan, score.folded(walk.walk(score.folded(), total, entries)));
        });
    return card.with(folded);
  }

  /**
   * Gives where a person stood at an instant, by all that is known today; empty where what led
   * there has left the ledger.
   *
   * @param now where they stand in the plan
   * @param entries the plan's retained entries, oldest first
   */
  Optional<PlanScore> at(String plan, PlanScore now, List<Entry> entries, Instant at) {
    Reached folded = now.folded();
    if (folded.last() != null && folded.last().occurredAt().isAfter(at)) {
      return Optional.empty();
    }
    BandWalk walk = walk(plan);
    List<Entry> until = new ArrayList<>();
    Tally total = now.tally();
    for (Entry entry : entries) {
      if (entry.match().occurredAt().isAfter(at)) {
        total = walk.minus(total, entry);
      } else {
        until.add(entry);
      }
    }
    Reached walked = walk.walk(folded, total, until);
    return Optional.of(
        shown(
            plan,
            score(
                plan, total, walked, activityIn(until, folded), folded, begin(walked, entries), at),
            at));
  }

  /**
   * Gives a standing as it is at an instant, after what time alone did since; as it is where points
   * do not go all the time.
   */
  public PlanScore shown(String plan, PlanScore score, Instant now) {
    Course course = score.course();
    if (course == null) {
      return score;
    }
    Instant at = now.isAfter(course.since()) ? now : course.since();
    Passing passing = new Passing(terms(plan, course.version()), score.tally());
    String band = passing.band(score.band(), course.since(), at);
    Course there = new Course(at, course.version(), passing.nextBand(band, at).orElse(null));
    return PlanScore.of(passing, there, band, score.last(), score.lastActivity(), score.folded());
  }

  /** Gives the score after time alone went on to the next change that it makes. */
  PlanScore next(String plan, PlanScore shown) {
    return shown(plan, shown, shown.course().next());
  }

  /**
   * Gives a standing after time alone went on to an instant: one that has been told of then, as
   * every later answer begins with it.
   */
  public PlanScore passed(String plan, PlanScore score, Instant until) {
    Course course = score.course();
    if (course == null || course.next() == null || course.next().isAfter(until)) {
      return score;
    }
    Passing passing = new Passing(terms(plan, course.version()), score.tally());
    Reached reached = new Reached(score.band(), course.version(), score.last());
    return standing(
        passing,
        passing.until(new Passing.Way(course.since(), score.band(), course.next()), until),
        reached,
        score.lastActivity(),
        score.folded());
  }

  private static PlanScore standing(
      Passing passing, Passing.Way way, Reached reached, Instant activity, Reached folded) {
    Course course = new Course(way.since(), reached.version(), way.next());
    return PlanScore.of(passing, course, way.band(), reached.last(), activity, folded);
  }

  /**
   * Gives the standing after the last step.
   *
   * @param from when that was
   * @param until what time alone did until then is known
   */
  private PlanScore score(
      String plan,
      Tally total,
      Reached reached,
      Instant activity,
      Reached folded,
      Instant from,
      Instant until) {
    if (!total.fading().isEmpty()) {
      Passing passing = new Passing(terms(plan, reached.version()), total);
      Passing.Way way = passing.until(passing.begin(reached.band(), from), until);
      return standing(passing, way, reached, activity, folded);
    }
    return PlanScore.of(
        total,
        terms(plan, reached.version()).limits(),
        reached.band(),
        reached.last(),
        activity,
        folded);
  }

  private PlanScore after(
      String plan,
      PlanScore before,
      PlanScore joining,
      List<EntryChange> changes,
      Function<String, List<Entry>> ledger) {
    Instant activity =
        changes.stream().anyMatch(EntryChange::isGone)
            ? activityIn(ledger.apply(plan), before.folded())
            : latestActivity(before, joining, changes);
    Reached folded = before.folded().join(joining.folded(), band -> plans.level(plan, band));
    List<EntryChange> moves = changes.stream().filter(Scorekeeper::moves).toList();
    if (moves.isEmpty() && folded.equals(before.folded())) {
      return before.active(activity);
    }
    BandWalk walk = walk(plan);
    Tally total = before.tally();
    for (EntryChange move : moves) {
      total = walk.plus(total, move);
    }
    if (folded.equals(before.folded()) && isNewest(before, moves)) {
      Entry entry = moves.get(0).after();
      Instant at = entry.match().occurredAt();
      int version = moves.stream().mapToInt(move -> move.match().version()).max().orElseThrow();
      String band = terms(plan, version).next(bandBefore(plan, before, at), total, at);
      Reached reached = new Reached(band, version, BandWalk.position(entry));
      return score(plan, total, reached, activity, folded, at, at);
    }
    List<Entry> entries = ledger.apply(plan);
    Reached walked = walk.walk(folded, total, entries);
    Instant from = begin(walked, entries);
    return score(plan, total, walked, activity, folded, from, until(before, moves));
  }

  /** Gives when the last step was, of those that have left the ledger, too. */
  private static Instant begin(Reached reached, List<Entry> entries) {
    Instant folded = BandWalk.newestFolded(entries);
    return reached.last() == null ? folded : later(folded, reached.last().occurredAt());
  }

  /** What sums up to nothing, and has left the ledger, may still be worth something. */
  private static boolean moves(EntryChange change) {
    return change.delta() != 0
        || change.match().subTotal() && (hasBasis(change.before()) || hasBasis(change.after()));
  }

  private static boolean hasBasis(Entry subTotal) {
    return subTotal != null && subTotal.match().note() != null;
  }

  /** Gives the band that time alone led to before an instant. */
  private String bandBefore(String plan, PlanScore before, Instant at) {
    Course course = before.course();
    return course == null
        ? before.band()
        : new Passing(terms(plan, course.version()), before.tally())
            .band(before.band(), course.since(), at.minusMillis(1));
  }

  /** Gives until when it is known what time alone did. */
  private static Instant until(PlanScore before, List<EntryChange> moves) {
    Instant until = before.course() == null ? Instant.EPOCH : before.course().since();
    for (EntryChange move : moves) {
      until = later(until, move.match().occurredAt());
    }
    return until;
  }

  /** Whether all moves are new entries of one event that lies after everything else. */
  private static boolean isNewest(PlanScore before, List<EntryChange> moves) {
    if (moves.isEmpty()) {
      return false;
    }
    Position last = before.last();
    Position at = BandWalk.position(moves.get(0));
    return (last == null || at.compareTo(last) > 0)
        && !passed(before, at.occurredAt())
        && moves.stream()
            .allMatch(
                move ->
                    move.isNew() && !move.match().subTotal() && BandWalk.position(move).equals(at));
  }

  /** Whether what time alone did at an instant is part of a standing already. */
  private static boolean passed(PlanScore before, Instant at) {
    Course course = before.course();
    return course != null
        && !course.since().isBefore(at)
        && (before.last() == null || !course.since().equals(before.last().occurredAt()));
  }

  private static Instant latestActivity(
      PlanScore before, PlanScore joining, List<EntryChange> changes) {
    Instant latest = later(before.lastActivity(), joining.lastActivity());
    for (EntryChange change : changes) {
      if (change.isNew() && isActivity(change.match())) {
        latest = later(latest, change.match().occurredAt());
      }
    }
    return latest;
  }

  /** Gives the newest activity of what stayed; of what left the ledger, what it led to is known. */
  private static Instant activityIn(List<Entry> entries, Reached folded) {
    Instant latest = folded.last() == null ? null : folded.last().occurredAt();
    for (Entry entry : entries) {
      if (isActivity(entry.match())) {
        latest = later(latest, entry.match().occurredAt());
      }
    }
    return latest;
  }

  private static boolean isActivity(Match match) {
    boolean act =
        switch (match.part()) {
          case AWARD, START, ANSWER, RESTART, SPENT, FACT, ONLY -> true;
          case ELAPSED, EXPIRED, TRAIT, SIGN, PLEDGED, OTHER, OVER -> false;
        };
    // a rehearsal does not keep the types of events, nor does it judge tags
    act &= match.eventType() == null || !EventTypes.TAG_MOVES.contains(match.eventType());
    boolean active = match.hold() == null || !INACTIVE.contains(match.hold());
    return act && active && !match.subTotal() && !ByHand.is(match);
  }

  private static Instant later(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private BandWalk walk(String plan) {
    return new BandWalk(version -> terms(plan, version), plans);
  }

  private Terms terms(String plan, int version) {
    return plans.version(plan, version).map(Terms::of).orElse(Terms.NONE);
  }
}
