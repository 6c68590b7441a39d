package io.impuls.scoring.domain;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Turns what became of matches into scores and bands. */
public final class Scorekeeper {

  private final PlanVersions plans;

  /** Keeps score by these plans, all of one workspace. */
  public Scorekeeper(PlanVersions plans) {
    this.plans = plans;
  }

  /**
   * Gives what changed in each plan, in the order of the plan ids.
   *
   * @param card the person's card before
   * @param changes new and re-judged entries, of any plans
   * @param ledger gives the retained entries of a plan in total order, the changes included; asked
   *     only when a late event may have changed the way the score took
   */
  public List<PlanChange> apply(
      ScoreCard card, List<EntryChange> changes, Function<String, List<Entry>> ledger) {
    Map<String, List<EntryChange>> byPlan = new TreeMap<>();
    for (EntryChange change : changes) {
      String plan = Lineage.parse(change.after().match().lineage()).plan();
      byPlan.computeIfAbsent(plan, id -> new ArrayList<>()).add(change);
    }
    List<PlanChange> found = new ArrayList<>(byPlan.size());
    byPlan.forEach(
        (plan, entries) -> {
          PlanScore before = card.of(plan);
          PlanScore after = after(plan, before, entries, ledger);
          found.add(new PlanChange(plan, before, after, entries));
        });
    return found;
  }

  private PlanScore after(
      String plan,
      PlanScore before,
      List<EntryChange> changes,
      Function<String, List<Entry>> ledger) {
    Instant activity = latestActivity(before.lastActivity(), changes);
    List<EntryChange> moves = changes.stream().filter(change -> change.delta() != 0).toList();
    if (moves.isEmpty()) {
      return new PlanScore(before.total(), before.band(), before.last(), activity);
    }
    long total = before.total();
    for (EntryChange move : moves) {
      total = Math.addExact(total, move.delta());
    }
    if (isNewest(before.last(), moves)) {
      Entry entry = moves.get(0).after();
      String band = bands(plan, entry.match().version()).next(before.band(), total);
      return new PlanScore(total, band, BandWalk.position(entry), activity);
    }
    PlanScore walked =
        new BandWalk(version -> bands(plan, version)).walk(total, ledger.apply(plan));
    return new PlanScore(total, walked.band(), walked.last(), activity);
  }

  /** Whether all moves are new entries of one event that lies after everything else. */
  private static boolean isNewest(Position last, List<EntryChange> moves) {
    Position at = BandWalk.position(moves.get(0).after());
    return (last == null || at.compareTo(last) > 0)
        && moves.stream()
            .allMatch(move -> move.isNew() && BandWalk.position(move.after()).equals(at));
  }

  private static Instant latestActivity(Instant before, List<EntryChange> changes) {
    Instant latest = before;
    for (EntryChange change : changes) {
      Instant at = change.after().match().occurredAt();
      boolean human = change.after().match().hold() != Suppression.ROBOT;
      if (change.isNew() && human && (latest == null || at.isAfter(latest))) {
        latest = at;
      }
    }
    return latest;
  }

  private Bands bands(String plan, int version) {
    return plans.version(plan, version).map(ScoringPlan::bands).orElse(Bands.NONE);
  }
}
