package io.impuls.scoring.domain;

import io.impuls.contracts.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A person's place among all others of a plan. The natural order is the ranking: more points first,
 * among equals the latest activity, then the person id as unsigned bytes (SC-16).
 *
 * @param person whose place
 * @param total thousandths
 * @param lastActivity newest match that was neither a robot's nor a user's; null for none, which
 *     comes last among equals
 * @param band name of the band; null for none
 */
public record Rank(UUID person, long total, Instant lastActivity, String band)
    implements Comparable<Rank> {

  private static final Comparator<Rank> ORDER =
      Comparator.comparingLong(Rank::total)
          .reversed()
          .thenComparing(Comparator.comparingLong(Rank::activityMillis).reversed())
          .thenComparing(Rank::person, Ids::compareUnsigned);

  /** Gives the same person's with another score and band. */
  public Rank with(long score, String other) {
    return new Rank(person, score, lastActivity, other);
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  private long activityMillis() {
    return lastActivity == null ? Long.MIN_VALUE : lastActivity.toEpochMilli();
  }
}
