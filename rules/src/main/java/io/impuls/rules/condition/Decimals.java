package io.impuls.rules.condition;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact numbers out of whatever a JSON reader or a caller made of them. */
public final class Decimals {

  /**
   * Largest power of ten, up and down, that a number in a definition may need. Without a bound
   * {@code 1e999999999} would write out as a billion digits.
   */
  static final int MAX_EXPONENT = 30;

  private Decimals() {}

  static boolean isNumber(Object value) {
    return value instanceof Number
        && !(value instanceof Double real && !Double.isFinite(real))
        && !(value instanceof Float real && !Float.isFinite(real));
  }

  /** Gives the number, exactly as written. */
  static BigDecimal of(Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (number instanceof Double || number instanceof Float) {
      return new BigDecimal(number.toString());
    }
    return BigDecimal.valueOf(((Number) number).longValue());
  }

  /** Gives the one form of all numbers of the same amount. */
  static BigDecimal key(Object number) {
    return of(number).stripTrailingZeros();
  }

  /** Whether it can be written out in a few digits. */
  static boolean isModest(BigDecimal number) {
    return number.signum() == 0
        || (number.stripTrailingZeros().scale() <= MAX_EXPONENT
            && (long) number.precision() - number.scale() <= MAX_EXPONENT);
  }

  /** Gives the canonical form for JSON of a modest number: no trailing zeros, no exponent. */
  public static BigDecimal canonical(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
