package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long a rule waits for something that may not happen (semantics 3.7).
 *
 * @param within from the start exclusive to its end inclusive, in exact elapsed time
 * @param times how often it gives something while nothing happens: after once, twice, ... {@code
 *     within}; at least 1
 */
public record Wait(Duration within, int times) {

  /** Most times that a rule goes on giving something. */
  public static final int MOST_TIMES = 100;

  public Wait {
    Objects.requireNonNull(within, "within");
    if (within.toMillis() <= 0 || times < 1 || times > MOST_TIMES) {
      throw new IllegalArgumentException("a wait has a length and 1 to " + MOST_TIMES + " times");
    }
  }

  /** Gives how long it lasts in all. */
  public Duration longest() {
    return within.multipliedBy(times);
  }

  /**
   * Gives the end of a wait.
   *
   * @param time which, from 1
   */
  public Instant due(Instant start, int time) {
    return start.plus(within.multipliedBy(time));
  }

  /** Gives the numbers of its ends, from 1. */
  Stream<Integer> ends() {
    return IntStream.rangeClosed(1, times).boxed();
  }
}
