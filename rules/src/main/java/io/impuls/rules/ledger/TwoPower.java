package io.impuls.rules.ledger;

import java.math.BigInteger;

/**
 * Powers of two between 1 and 2 in fixed point, by integers only: the same on every machine.
 *
 * <p>{@code 2^x} is the product of {@code 2^(1/2)}, {@code 2^(1/4)}, ... for the digits of {@code
 * x}, each of which is the square root of the one before. Wrong by less than {@code 2^-90}.
 */
final class TwoPower {

  /** Digits behind the point of what {@link #of} gives. */
  static final int BITS = 128;

  /** Digits of the exponent that count: more change less than the result can say. */
  private static final int STEPS = 96;

  private static final BigInteger[] ROOTS = roots();

  private TwoPower() {}

  /**
   * Gives {@code 2^(part / whole)}.
   *
   * @param part from 0 to less than {@code whole}
   */
  static BigInteger of(long part, long whole) {
    BigInteger digits = BigInteger.valueOf(part).shiftLeft(STEPS).divide(BigInteger.valueOf(whole));
    BigInteger power = BigInteger.ONE.shiftLeft(BITS);
    for (int step = 1; step <= STEPS; step++) {
      if (digits.testBit(STEPS - step)) {
        power = power.multiply(ROOTS[step - 1]).shiftRight(BITS);
      }
    }
    return power;
  }

  private static BigInteger[] roots() {
    BigInteger[] roots = new BigInteger[STEPS];
    BigInteger root = BigInteger.TWO.shiftLeft(BITS);
    for (int step = 0; step < STEPS; step++) {
      root = root.shiftLeft(BITS).sqrt();
      roots[step] = root;
    }
    return roots;
  }
}
