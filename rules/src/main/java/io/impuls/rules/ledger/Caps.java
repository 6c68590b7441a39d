package io.impuls.rules.ledger;

import java.time.Duration;
import java.util.Optional;

/** The caps of the rules, over all versions that may still have to be judged by. */
public interface Caps {

  /** Gives the cap of a rule in one version; empty when it has none. */
  Optional<SlidingCap> of(String lineage, int version);

  /** Gives the longest window that any version of the rule has; zero when none has a cap. */
  Duration longestWindow(String lineage);
}
