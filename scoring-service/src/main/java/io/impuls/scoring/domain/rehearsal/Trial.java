package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.Points;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.scoring.domain.PlanChange;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.ScoreCard;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One person under one plan, with the engine that judges real events. */
final class Trial {

  private final RehearsedPlan plan;
  private final RecentAwards log;
  private final long[] points;
  private ScoreCard card = ScoreCard.EMPTY;

  Trial(RehearsedPlan plan) {
    this.plan = plan;
    this.log = new RecentAwards(plan.versions());
    this.points = new long[plan.plan().rules().size()];
  }

  /** Takes the next event in the total order. */
  void take(Deed deed, List<Hit> hits) {
    if (hits.isEmpty()) {
      return;
    }
    List<EntryChange> changes = new ArrayList<>(hits.size());
    for (Hit hit : hits) {
      for (EntryChange change : plan.ledger().insert(plan.match(deed, hit), log)) {
        plan.tally(hit.rule()).add(change.after());
        points[hit.rule()] = Math.addExact(points[hit.rule()], change.delta());
        changes.add(change);
      }
    }
    SortedMap<String, PlanScore> standing = new TreeMap<>();
    for (PlanChange change :
        plan.scorekeeper().apply(card, ScoreCard.EMPTY, changes, id -> notNeeded())) {
      standing.put(change.plan(), change.after());
    }
    card = card.with(standing);
  }

  PlanScore score() {
    return card.of(plan.plan().id());
  }

  /** Whether the person has points, or did something that a rule looks at. */
  boolean tookPart() {
    return score().total() != 0 || score().lastActivity() != null;
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

  private static <T> T notNeeded() {
    throw new IllegalStateException("events that come in their order are never judged again");
  }
}
