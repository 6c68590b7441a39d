package io.impuls.scoring.domain;

import java.time.Instant;

/**
 * Where a person stands in one plan.
 *
 * @param total sum of all awarded points, in thousandths; may be negative
 * @param band name of the band; null for none
 * @param last newest entry that gave or took points; null before the first
 * @param lastActivity newest match that was not a robot's; null before the first
 */
public record PlanScore(long total, String band, Position last, Instant lastActivity) {

  /** Nothing happened yet. */
  public static final PlanScore NONE = new PlanScore(0, null, null, null);
}
