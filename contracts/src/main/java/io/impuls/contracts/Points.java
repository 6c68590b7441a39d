package io.impuls.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number of points or tag points, exact to 1/1000 (semantics I2). In JSON it is a plain decimal
 * number such as {@code 25} or {@code -0.5}.
 *
 * @param thousandths the amount in 1/1000 point; any {@code long}
 */
public record Points(long thousandths) implements Comparable<Points> {

  /** No points. */
  public static final Points ZERO = new Points(0);

  /** Digits before the point that a {@code long} of thousandths can hold. */
  private static final int MOST_DIGITS = 16;

  private static final int DECIMAL_PLACES = 3;

  /** One point in thousandths. */
  public static final long ONE = 1_000;

  /** Gives {@code whole} points. */
  public static Points of(long whole) {
    return new Points(Math.multiplyExact(whole, ONE));
  }

  /**
   * Gives the amount written as a decimal number.
   *
   * @throws ArithmeticException when it has more than three decimal places or does not fit
   */
  @JsonCreator
  public static Points of(BigDecimal amount) {
    // Looked at before any arithmetic: 1e999999999 would become a number of a billion digits, and
    // 1e-999999999 is divided by one.
    if ((long) amount.precision() - amount.scale() > MOST_DIGITS) {
      throw new ArithmeticException("more than a number of points can hold");
    }
    if (amount.signum() == 0) {
      return ZERO;
    }
    if (amount.stripTrailingZeros().scale() > DECIMAL_PLACES) {
      throw new ArithmeticException("more than three decimal places");
    }
    return new Points(
        amount
            .movePointRight(DECIMAL_PLACES)
            .setScale(0, RoundingMode.UNNECESSARY)
            .longValueExact());
  }

  /** Gives the amount as a decimal number without trailing zeros, as it stands in JSON. */
  @JsonValue
  public BigDecimal decimal() {
    BigDecimal plain = BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** Gives the sum of both; an overflow is an {@link ArithmeticException}, never a wrap-around. */
  public Points plus(Points other) {
    return new Points(Math.addExact(thousandths, other.thousandths));
  }

  /** Gives this less {@code other}. */
  public Points minus(Points other) {
    return new Points(Math.subtractExact(thousandths, other.thousandths));
  }

  @Override
  public int compareTo(Points other) {
    return Long.compare(thousandths, other.thousandths);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
