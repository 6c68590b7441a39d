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
            total = walk.plus(total, entry.match(), entry.awarded());
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
        total = walk.plus(total, entry.match(), -entry.awarded());
      } else {
        until.add(entry);
      }
    }
    Reached walked = walk.walk(folded, total, until);
    return Optional.of(score(plan, total, walked, activityIn(until, folded), folded));
  }

  private PlanScore score(
      String plan, Tally total, Reached reached, Instant activity, Reached folded) {
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
    List<EntryChange> moves = changes.stream().filter(change -> change.delta() != 0).toList();
    if (moves.isEmpty() && folded.equals(before.folded())) {
      return before.active(activity);
    }
    BandWalk walk = walk(plan);
    Tally total = before.tally();
    for (EntryChange move : moves) {
      total = walk.plus(total, move.match(), move.delta());
    }
    if (folded.equals(before.folded()) && isNewest(before.last(), moves)) {
      Entry entry = moves.get(0).after();
      int version = moves.stream().mapToInt(move -> move.match().version()).max().orElseThrow();
      String band = terms(plan, version).next(before.band(), total);
      Reached reached = new Reached(band, version, BandWalk.position(entry));
      return score(plan, total, reached, activity, folded);
    }
    Reached walked = walk.walk(folded, total, ledger.apply(plan));
    return score(plan, total, walked, activity, folded);
  }

  /** Whether all moves are new entries of one event that lies after everything else. */
  private static boolean isNewest(Position last, List<EntryChange> moves) {
    Position at = BandWalk.position(moves.get(0));
    return (last == null || at.compareTo(last) > 0)
        && moves.stream()
            .allMatch(
                move ->
                    move.isNew() && !move.match().subTotal() && BandWalk.position(move).equals(at));
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
    return new BandWalk(version -> terms(plan, version));
  }

  private Terms terms(String plan, int version) {
    return plans.version(plan, version).map(Terms::of).orElse(Terms.NONE);
  }
}
