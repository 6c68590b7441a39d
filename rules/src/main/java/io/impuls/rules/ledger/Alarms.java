package io.impuls.rules.ledger;

import java.time.Instant;

/**
 * Takes note of times at which a wait ends, to come back with {@link Ledger#elapsed} after them.
 */
@FunctionalInterface
public interface Alarms {

  /** Nobody comes back. */
  Alarms NONE = (start, due, time) -> {};

  /**
   * Sets an alarm; the same again changes nothing.
   *
   * @param start the match from which on a rule waits
   * @param due when the wait ends
   * @param time which of its ends, from 1
   */
  void set(Match start, Instant due, int time);

  /**
   * Whether it is known already that a time has passed: then what it does may be judged at once,
   * without an alarm. Whether or not it is known, the log comes to be the same.
   */
  default boolean passed(Instant due) {
    return false;
  }
}
