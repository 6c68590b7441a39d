package io.impuls.rules.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * What must be known of awards whose points go all the time to tell what they are worth together:
 * sums that do not depend on the order of the awards, and from which each can be taken out again
 * without a trace. What gives and what takes points is kept apart, so that each part only shrinks.
 *
 * @param up sum of the amounts above zero, in thousandths of a point
 * @param upMoment sum of their {@link Fade#moment moments}
 * @param down sum of the amounts below zero, without the sign
 * @param downMoment sum of their moments
 */
public record Basis(BigInteger up, BigInteger upMoment, BigInteger down, BigInteger downMoment) {

  /** Of no award. */
  public static final Basis ZERO =
      new Basis(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

  private static final int RADIX = 36;

  /** Gives what an entry adds; of a sum that has left the log, what it says of itself. */
  public static Basis of(Entry entry, TimeRules rules) {
    Match match = entry.match();
    if (match.subTotal()) {
      return Folded.of(match).map(Folded::basis).orElse(ZERO);
    }
    if (entry.awarded() == 0
        || match.part() != Match.Part.AWARD && match.part() != Match.Part.EXPIRED) {
      return ZERO;
    }
    Optional<Decay> decay = rules.decayOf(match.lineage(), match.version());
    return decay.filter(one -> one.fade() != null).map(one -> of(entry, one)).orElse(ZERO);
  }

  /** The end of an award takes out what the award put in. */
  private static Basis of(Entry entry, Decay decay) {
    boolean end = entry.match().part() == Match.Part.EXPIRED;
    long given = end ? Math.negateExact(entry.awarded()) : entry.awarded();
    if (!decay.concerns(given)) {
      return ZERO;
    }
    Instant at = entry.match().occurredAt();
    BigInteger moment = decay.fade().moment(Math.abs(given), end ? at.minus(decay.longest()) : at);
    BigInteger amount = BigInteger.valueOf(Math.abs(given));
    Basis one =
        given > 0
            ? new Basis(amount, moment, BigInteger.ZERO, BigInteger.ZERO)
            : new Basis(BigInteger.ZERO, BigInteger.ZERO, amount, moment);
    return end ? ZERO.minus(one) : one;
  }

  /** Gives the sums with those of others. */
  public Basis plus(Basis other) {
    return new Basis(
        up.add(other.up),
        upMoment.add(other.upMoment),
        down.add(other.down),
        downMoment.add(other.downMoment));
  }

  /** Gives the sums without those of others. */
  public Basis minus(Basis other) {
    return new Basis(
        up.subtract(other.up),
        upMoment.subtract(other.upMoment),
        down.subtract(other.down),
        downMoment.subtract(other.downMoment));
  }

  /**
   * Bounds of what was lost within a time.
   *
   * @param least at no instant is it less
   * @param most at no instant is it more
   */
  public record Range(BigInteger least, BigInteger most) {}

  /**
   * Gives what was lost since the awards: what they are worth less what they gave, in thousandths
   * with {@link Fade#BITS} digits behind the point.
   */
  public BigInteger change(Fade fade, Instant at) {
    return change(fade, at, at).least();
  }

  /**
   * Gives bounds of {@link #change(Fade, Instant)} within a time, its ends included. Up and down go
   * in the same way, so what is left between them goes one way, too, and is bound by what it is at
   * the ends, however little that is. Only where one part of a line ends within the time, each part
   * is bound for itself.
   */
  public Range change(Fade fade, Instant from, Instant until) {
    BigInteger given = up.subtract(down).shiftLeft(Fade.BITS);
    Part rise = Part.of(fade, up, upMoment, from, until);
    Part fall = Part.of(fade, down, downMoment, from, until);
    BigInteger begin = rise.begin().subtract(fall.begin()).subtract(given);
    BigInteger end = rise.end().subtract(fall.end()).subtract(given);
    return rise.oneWay() && fall.oneWay()
        ? new Range(begin.min(end), begin.max(end))
        : new Range(
            rise.end().subtract(fall.begin()).subtract(given),
            rise.begin().subtract(fall.end()).subtract(given));
  }

  /**
   * What is left of one part at both ends of a time.
   *
   * @param oneWay whether it is along one line, or one curve, in all of it
   */
  private record Part(BigInteger begin, BigInteger end, boolean oneWay) {

    static Part of(Fade fade, BigInteger amount, BigInteger moment, Instant from, Instant until) {
      BigInteger begin = fade.worth(amount, moment, from);
      BigInteger end = from.equals(until) ? begin : fade.worth(amount, moment, until);
      boolean oneWay = fade instanceof Fade.HalfLife || end.signum() >= 0 || begin.signum() <= 0;
      return new Part(begin.max(BigInteger.ZERO), end.max(BigInteger.ZERO), oneWay);
    }
  }

  /** Gives what the part that takes points still takes, in the same unit. */
  public BigInteger taken(Fade fade, Instant at) {
    return left(fade, down, downMoment, at);
  }

  /** Where the end of the last award is not in the log yet, nothing is left all the same. */
  private static BigInteger left(Fade fade, BigInteger amount, BigInteger moment, Instant at) {
    return amount.signum() == 0 && moment.signum() == 0
        ? BigInteger.ZERO
        : fade.worth(amount, moment, at).max(BigInteger.ZERO);
  }

  /** Gives it as text that {@link #parse} reads; null for {@link #ZERO}. */
  public String text() {
    return equals(ZERO)
        ? null
        : String.join(" ", text(up), text(upMoment), text(down), text(downMoment));
  }

  /** Reads what {@link #text} wrote. */
  public static Basis parse(String text) {
    String[] parts = text.split(" ");
    return new Basis(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
  }

  /** Moments of half-lives end in many zeros. */
  private static String text(BigInteger number) {
    int zeros = Math.max(0, number.getLowestSetBit());
    return number.shiftRight(zeros).toString(RADIX) + "*" + zeros;
  }

  private static BigInteger number(String text) {
    int star = text.indexOf('*');
    return new BigInteger(text.substring(0, star), RADIX)
        .shiftLeft(Integer.parseInt(text.substring(star + 1)));
  }
}
