package io.impuls.tracking.collector.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * How old a signed request may be.
 *
 * @param tolerance from its stamp to its receipt, either way, as clocks differ
 */
public record Stamps(Duration tolerance) {

  /** Five minutes: what providers recommend, and their own repetitions are stamped anew. */
  public static final Duration USUAL = Duration.ofMinutes(5);

  boolean fresh(Instant stamp, Instant now) {
    return Duration.between(stamp, now).abs().compareTo(tolerance) <= 0;
  }

  /** Gives the time of whole or broken seconds since 1970; null when it is none. */
  static Instant seconds(String text) {
    try {
      java.math.BigDecimal seconds = new java.math.BigDecimal(text);
      return seconds.precision() > 20 || Math.abs(seconds.scale()) > 9
          ? null
          : Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    } catch (NumberFormatException | NullPointerException e) {
      return null;
    }
  }
}
