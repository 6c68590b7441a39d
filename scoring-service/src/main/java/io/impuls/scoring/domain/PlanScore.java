package io.impuls.scoring.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a person stands in one plan.
 *
 * @param total sum of all awarded points, in thousandths; may be negative
 * @param band name of the band; null for none
 * @param last newest entry that gave or took points; null before the first
 * @param lastActivity newest match that was neither a robot's nor a user's; null before the first
 * @param folded where the way led that is not in the ledger any more
 */
public record PlanScore(
    long total, String band, Position last, Instant lastActivity, Reached folded) {

  /** Nothing happened yet. */
  public static final PlanScore NONE = new PlanScore(0, null, null, null);

  public PlanScore {
    Objects.requireNonNull(folded, "folded");
  }

  /** Makes a standing whose whole way is in the ledger. */
  public PlanScore(long total, String band, Position last, Instant lastActivity) {
    this(total, band, last, lastActivity, Reached.NOTHING);
  }

  /** Gives the standing with another total, all else as it is. */
  PlanScore plus(long thousandths) {
    return new PlanScore(Math.addExact(total, thousandths), band, last, lastActivity, folded);
  }

  /** Gives the standing after another activity, all else as it is. */
  PlanScore active(Instant latest) {
    return new PlanScore(total, band, last, latest, folded);
  }

  /** Gives the standing after more of the way has left the ledger, all else as it is. */
  PlanScore folded(Reached further) {
    return new PlanScore(total, band, last, lastActivity, further);
  }

  /** Gives what the ledger does not show of it. */
  PlanScore remains() {
    return new PlanScore(0, null, null, lastActivity, folded);
  }
}
