package io.impuls.rules.amount;

import io.impuls.contracts.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers out of events that become points. */
final class Numbers {

  private static final BigDecimal MAX_VALUE =
      BigDecimal.valueOf(Amount.MAX_THOUSANDTHS / Points.ONE);
  private static final int MAX_SCALE = 30;

  private Numbers() {}

  /** Whether it can be reckoned with: 1e999999999 would fill the memory with digits. */
  static boolean usable(BigDecimal value) {
    return value.scale() <= MAX_SCALE && value.abs().compareTo(MAX_VALUE) <= 0;
  }

  /** Gives so many points, rounded half-even to 1/1000, at most a billion up or down. */
  static long thousandths(BigDecimal points) {
    BigDecimal bounded = points.min(MAX_VALUE).max(MAX_VALUE.negate());
    return bounded.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }
}
