package io.impuls.rules.ledger;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * How points go all the time, and not by steps (semantics 3.6). What many awards are worth together
 * follows from two sums over them, in any order: of their amounts, and of their {@link #moment
 * moments}. So it is known at any instant without looking at the awards.
 */
public sealed interface Fade extends Comparable<Fade> {

  /** Digits behind the point in which {@link #worth} counts thousandths of a point. */
  int BITS = 64;

  /** Along a line: nothing is left after {@code length}. */
  record Linear(Duration length) implements Fade {
    public Linear {
      check(length);
    }

    /** The amount times when it began to go, in milliseconds. */
    @Override
    public BigInteger moment(long amount, Instant start) {
      return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(start.toEpochMilli()));
    }

    /** {@code (amount x (length - at) + moment) / length}, rounded half-even. */
    @Override
    public BigInteger worth(BigInteger amount, BigInteger moment, Instant at) {
      BigInteger whole = BigInteger.valueOf(length.toMillis());
      BigInteger left = whole.subtract(BigInteger.valueOf(at.toEpochMilli()));
      return halfEven(amount.multiply(left).add(moment).shiftLeft(BITS), whole);
    }

    @Override
    public Duration traces() {
      return length;
    }
  }

  /** Half of what is left goes in each {@code length}. */
  record HalfLife(Duration length) implements Fade {

    /** Half-lives after which of 10^12 points less than a millionth of a point is left. */
    private static final int TRACES = 80;

    public HalfLife {
      check(length);
    }

    /** What the amount would have been at the epoch, had it been there: times 2^(t / length). */
    @Override
    public BigInteger moment(long amount, Instant start) {
      long millis = start.toEpochMilli();
      long whole = Math.floorDiv(millis, length.toMillis());
      BigInteger phase = TwoPower.of(Math.floorMod(millis, length.toMillis()), length.toMillis());
      BigInteger begun = shift(BigInteger.valueOf(amount).multiply(phase), BITS - TwoPower.BITS);
      return shift(begun, whole);
    }

    /** The moment, times 2^(-at / length). */
    @Override
    public BigInteger worth(BigInteger amount, BigInteger moment, Instant at) {
      long back = Math.negateExact(at.toEpochMilli());
      long whole = Math.floorDiv(back, length.toMillis());
      BigInteger phase = TwoPower.of(Math.floorMod(back, length.toMillis()), length.toMillis());
      return shift(moment.multiply(phase), whole - TwoPower.BITS);
    }

    @Override
    public Duration traces() {
      return length.multipliedBy(TRACES);
    }

    private static BigInteger shift(BigInteger number, long bits) {
      return bits >= 0
          ? number.shiftLeft(Math.toIntExact(bits))
          : number.shiftRight(Math.toIntExact(-bits));
    }
  }

  /** Gives the length that it was written with. */
  Duration length();

  /**
   * Gives what is to be summed up of an award beside its amount.
   *
   * @param amount thousandths of a point, at least 0
   * @param start when it began to go
   */
  BigInteger moment(long amount, Instant start);

  /**
   * Gives what awards are worth together.
   *
   * @param amount sum of their amounts
   * @param moment sum of their moments
   * @param at not before any of them began to go, nor after its end
   * @return thousandths of a point, with {@link #BITS} digits behind the point
   */
  BigInteger worth(BigInteger amount, BigInteger moment, Instant at);

  /** Gives after how long nothing is left that a score would show. */
  Duration traces();

  @Override
  default int compareTo(Fade other) {
    return Comparator.<Fade, Boolean>comparing(HalfLife.class::isInstance)
        .thenComparing(Fade::length)
        .compare(this, other);
  }

  /** Gives the quotient of a number that may be negative and one that is not, rounded half-even. */
  static BigInteger halfEven(BigInteger number, BigInteger by) {
    BigInteger[] parts = number.divideAndRemainder(by);
    BigInteger quotient = parts[0];
    int half = parts[1].abs().shiftLeft(1).compareTo(by);
    boolean away = half > 0 || half == 0 && quotient.testBit(0);
    return away ? quotient.add(BigInteger.valueOf(number.signum())) : quotient;
  }

  private static void check(Duration length) {
    if (length.toMillis() < 1) {
      throw new IllegalArgumentException("points take a time to go");
    }
  }
}
