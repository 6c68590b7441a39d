package io.impuls.rules.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What passing time does by the rules: what they wait for, and how their points go; over all
 * versions that may still have to be judged by.
 */
public interface Waits {

  /** No rule waits. */
  Waits NONE =
      new Waits() {
        @Override
        public Optional<Wait> waitOf(String lineage, int version) {
          return Optional.empty();
        }

        @Override
        public Duration longestWait(String lineage) {
          return Duration.ZERO;
        }

        @Override
        public boolean gives(String lineage, Instant due) {
          return false;
        }
      };

  /** Gives how long a rule waits in one version; empty when it does not. */
  Optional<Wait> waitOf(String lineage, int version);

  /** Gives a bound on what all versions of the rule wait in all; zero when none does. */
  Duration longestWait(String lineage);

  /** Whether a wait that ends at {@code due} gives anything: the rule is still there and active. */
  boolean gives(String lineage, Instant due);

  /** Gives how the points of a rule go in one version; empty when they stay. */
  default Optional<Decay> decayOf(String lineage, int version) {
    return Optional.empty();
  }
}
