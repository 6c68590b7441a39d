package io.impuls.rules.ledger;

import io.impuls.rules.time.Window;
import java.time.Duration;
import java.util.Optional;

/** The caps of the rules, over all versions that may still have to be judged by. */
public interface Caps {

  /** Gives the cap of a rule in one version; empty when it has none. */
  Optional<Cap> of(String lineage, int version);

  /**
   * Gives a bound on the window of every version of the rule: none reaches back further. Zero when
   * none has a cap.
   */
  Duration longestWindow(String lineage);

  /** Whether an award of the rule may count for ever: some version's cap never frees. */
  default boolean lifetime(String lineage) {
    return longestWindow(lineage).compareTo(new Window.Lifetime().longest()) >= 0;
  }
}
