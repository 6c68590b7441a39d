package io.impuls.scoring.domain;

import io.impuls.scoring.domain.traits.TraitStanding;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What scoring keeps of a person in one small record: a line per plan, never a list of events.
 *
 * @param plans plan id to standing, in the order of the ids
 * @param traits what is kept of the person's traits
 */
public record ScoreCard(SortedMap<String, PlanScore> plans, TraitStanding traits) {

  /** Of a person without any match. */
  public static final ScoreCard EMPTY = new ScoreCard(new TreeMap<>());

  /** Makes the card of a person whose traits nobody looks at. */
  public ScoreCard(SortedMap<String, PlanScore> plans) {
    this(plans, TraitStanding.NONE);
  }

  public ScoreCard {
    plans = Collections.unmodifiableSortedMap(new TreeMap<>(plans));
  }

  /** Gives the standing in a plan; {@link PlanScore#NONE} when nothing matched yet. */
  public PlanScore of(String plan) {
    return plans.getOrDefault(plan, PlanScore.NONE);
  }

  /** Gives what the ledger does not show of it: goes along when the person becomes another. */
  public ScoreCard remains() {
    SortedMap<String, PlanScore> remains = new TreeMap<>();
    plans.forEach((plan, score) -> remains.put(plan, score.remains()));
    return new ScoreCard(remains);
  }

  /** Gives the card with some lines replaced. */
  public ScoreCard with(Map<String, PlanScore> changed) {
    SortedMap<String, PlanScore> next = new TreeMap<>(plans);
    next.putAll(changed);
    next.values().removeIf(PlanScore.NONE::equals);
    return new ScoreCard(next, traits);
  }

  /** Gives the card with another standing of traits. */
  public ScoreCard with(TraitStanding other) {
    return new ScoreCard(plans, other);
  }
}
