package io.impuls.scoring.domain;

import io.impuls.contracts.score.ManualEntry;

/** Takes what users do to scores by hand. */
public interface ManualEntries {

  /**
   * Records an act; it counts a moment after. Blocks until it is recorded.
   *
   * @return whether it is certain to be: otherwise tell the same act again, with the same id
   */
  boolean take(ManualEntry entry);
}
