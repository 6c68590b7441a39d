package io.impuls.rules.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param start first instant in it
 * @param end first instant after it
 */
public record Interval(Instant start, Instant end) {
  public Interval {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("an interval ends after it starts");
    }
  }

  /** Whether {@code instant} lies in it. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  /** Gives the real time between start and end. */
  public Duration length() {
    return Duration.between(start, end);
  }
}
