package io.impuls.segmentation.domain.matrix;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * When a category is preferred (SG-09): of the looks at any category in {@code (t - within, t]}, of
 * which there are {@code minViews} or more, at least this share is at this one.
 *
 * @param atLeast the share, more than 0 and at most 1
 * @param minViews at least 1
 * @param within exact elapsed time
 */
public record Share(BigDecimal atLeast, int minViews, Duration within) {

  public Share {
    Objects.requireNonNull(atLeast, "atLeast");
    Objects.requireNonNull(within, "within");
  }

  /** Whether {@code here} of {@code all} looks are enough. */
  boolean reached(int here, int all) {
    return all >= minViews
        && BigDecimal.valueOf(here).compareTo(atLeast.multiply(BigDecimal.valueOf(all))) >= 0;
  }

  /** Gives it in words, such as {@code at least 0.6 of 10 or more views in PT720H}. */
  String words() {
    return "at least "
        + atLeast.toPlainString()
        + " of "
        + minViews
        + " or more views in "
        + within;
  }
}
