package io.impuls.scoring.domain;

import java.util.Objects;

/**
 * One level of a score with hysteresis (semantics 3.8).
 *
 * @param name such as {@code HOT}
 * @param enter thousandths at which it is entered
 * @param leave thousandths below which it is left; at most {@code enter}
 */
public record Band(String name, long enter, long leave) {
  public Band {
    Objects.requireNonNull(name, "name");
    if (leave > enter) {
      throw new IllegalArgumentException("a band is left at or below the level that enters it");
    }
  }
}
