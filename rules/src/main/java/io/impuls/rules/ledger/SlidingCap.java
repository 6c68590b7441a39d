package io.impuls.rules.ledger;

import java.time.Duration;

/**
 * At most {@code limit} awards in {@code (t - window, t]}, in exact elapsed time: daylight saving
 * has no effect (3.3).
 *
 * @param limit awards, at least 1
 * @param window length of the window, positive
 */
public record SlidingCap(int limit, Duration window) {

  public SlidingCap {
    if (limit < 1) {
      throw new IllegalArgumentException("a cap allows at least one award");
    }
    if (window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException("a cap's window is longer than nothing");
    }
  }
}
