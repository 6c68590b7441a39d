package io.impuls.service.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failed delivery: {@code first x 2^(failures - 1)}, at most {@code
 * longest}, of which a random half, so that those who failed together do not come back together. A
 * subscriber who names a time ({@code Retry-After}) is not disturbed before it, up to an hour.
 *
 * @param first longest wait after the first failure
 * @param longest longest wait of all, but for what subscribers ask
 */
record RetrySchedule(Duration first, Duration longest) {

  /** Longest time that a subscriber may ask for. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  /** 2^30 times the first wait is past any longest one, and far from overflow. */
  private static final int MOST_DOUBLINGS = 30;

  RetrySchedule {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("0 < first <= longest must hold");
    }
  }

  /**
   * Gives how long to wait.
   *
   * @param failures how often it failed in a row, from 1
   * @param asked what the subscriber asked for; zero for nothing
   */
  Duration after(int failures, Duration asked, RandomGenerator random) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration most = doubled.compareTo(longest) > 0 ? longest : doubled;
    Duration half = most.dividedBy(2);
    Duration wait = half.plusNanos(random.nextLong(half.toNanos() + 1));
    Duration respected = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
    return wait.compareTo(respected) < 0 ? respected : wait;
  }
}
