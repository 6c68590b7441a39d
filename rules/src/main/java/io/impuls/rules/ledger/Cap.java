package io.impuls.rules.ledger;

import io.impuls.contracts.Points;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.util.Objects;

/**
 * How much one counter may award within a window (semantics 3.3). What a cap has suppressed neither
 * uses up room nor prolongs the window.
 *
 * @param limit how much
 * @param window how far back awards count
 */
public record Cap(Limit limit, Window window) {

  public Cap {
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(window, "window");
  }

  /** Gives the usual cap: so many awards in {@code (t - length, t]}, in exact elapsed time. */
  public static Cap sliding(int awards, Duration length) {
    return new Cap(new Limit.Awards(awards), new Window.Sliding(length));
  }

  /** Gives the cap in words, such as {@code at most 2 in PT24H}. */
  public String words() {
    return "at most " + limit.words() + " in " + window.words();
  }

  /** What is counted, and how much of it there may be. */
  public sealed interface Limit {

    /**
     * Gives what a match may get.
     *
     * @param potential thousandths that it would get without the cap, more than 0
     * @param awards how many awards lie in its window already
     * @param points sum of their thousandths
     * @return thousandths from 0 to {@code potential}
     */
    long grant(long potential, int awards, long points);

    /** Gives it in words, such as {@code 50 points}. */
    String words();

    /**
     * So many awards, however much each gives.
     *
     * @param most at least 1
     */
    record Awards(int most) implements Limit {
      public Awards {
        if (most < 1) {
          throw new IllegalArgumentException("a cap allows at least one award");
        }
      }

      @Override
      public long grant(long potential, int awards, long points) {
        return awards < most ? potential : 0;
      }

      @Override
      public String words() {
        return Integer.toString(most);
      }
    }

    /**
     * So many points in all. The award that would exceed them is cut to what is left, or given not
     * at all.
     *
     * @param most thousandths of a point, more than 0
     * @param overflow what becomes of the award that does not fit
     */
    record Sum(long most, Overflow overflow) implements Limit {
      public Sum {
        if (most < 1) {
          throw new IllegalArgumentException("a cap allows more than no points");
        }
        Objects.requireNonNull(overflow, "overflow");
      }

      @Override
      public long grant(long potential, int awards, long points) {
        long left = Math.max(0, most - points);
        return switch (overflow) {
          case CLIP -> Math.min(potential, left);
          case ALL_OR_NOTHING -> potential <= left ? potential : 0;
        };
      }

      @Override
      public String words() {
        return new Points(most) + " points";
      }
    }
  }

  /** What becomes of an award for which there is not enough room. */
  public enum Overflow {
    /** It is cut: of 50 a day, 30 and then 30 give 30 and 20. */
    CLIP,
    /** It is given whole or not at all; a smaller one may still fit. */
    ALL_OR_NOTHING
  }
}
