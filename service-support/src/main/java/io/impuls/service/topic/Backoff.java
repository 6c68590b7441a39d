package io.impuls.service.topic;

import java.time.Duration;

/** Doubling waits between a first and a longest one. */
final class Backoff {

  private final Duration first;
  private final Duration longest;
  private int failures;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** Counts a failure and gives how long to wait. */
  Duration failed() {
    // 2^20 times the first wait is past any longest one, and far from overflow
    Duration wait = first.multipliedBy(1L << Math.min(failures, 20));
    failures++;
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  void succeeded() {
    failures = 0;
  }

  boolean failing() {
    return failures > 0;
  }

  int failures() {
    return failures;
  }
}
