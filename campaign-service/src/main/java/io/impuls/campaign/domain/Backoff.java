package io.impuls.campaign.domain;

import java.time.Duration;

/**
 * Doubling waits: {@code min(first * 2^(failures-1), longest)}.
 *
 * @param first wait after the first failure
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest) {

  /** 2^20 times any sensible first wait is past any longest one, and far from overflow. */
  private static final int MOST_DOUBLINGS = 20;

  /** Gives the wait after so many failures in a row, 1 and up. */
  public Duration after(int failures) {
    Duration wait = first.multipliedBy(1L << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
