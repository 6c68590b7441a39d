package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What passing time does by the rules: how long they wait for something, and how their points go;
 * over all versions that may still have to be judged by.
 */
public interface TimeRules {

  /** Time does nothing. */
  TimeRules NONE = new TimeRules() {};

  /** Gives how long a rule waits in one version; empty when it does not. */
  default Optional<Wait> waitOf(String lineage, int version) {
    return Optional.empty();
  }

  /** Gives how the points of a rule go in one version; empty when they stay. */
  default Optional<Decay> decayOf(String lineage, int version) {
    return Optional.empty();
  }

  /**
   * Gives a bound on what all versions of the rule wait, or their points take to go, in all; zero
   * when time does nothing by any of them.
   */
  default Duration longestTime(String lineage) {
    return Duration.ZERO;
  }

  /** Whether a wait that ends at {@code due} gives anything: the rule is still there and active. */
  default boolean gives(String lineage, Instant due) {
    return false;
  }
}
