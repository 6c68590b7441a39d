package io.impuls.rules.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How the points of an award go as time passes (semantics 3.6): by steps, or all the time, in exact
 * elapsed time from the award on.
 *
 * @param steps in the order of time, each leaving less than the one before; of what goes along a
 *     line the end; none of a half-life
 * @param fade how they go all the time; null for steps alone
 * @param keepsNegative whether what takes points away stays
 */
public record Decay(List<Step> steps, Fade fade, boolean keepsNegative) {

  /** Most steps of a decay. */
  public static final int MOST_STEPS = 24;

  /**
   * From a time on, so much of the award is left.
   *
   * @param after since the award, more than nothing
   * @param percent of the award, from 0 to 99
   */
  public record Step(Duration after, int percent) {}

  public Decay {
    steps = List.copyOf(steps);
    if (fade == null && steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a decay has 1 to " + MOST_STEPS + " steps");
    }
    Step before = new Step(Duration.ZERO, 100);
    for (Step step : steps) {
      if (step.after().compareTo(before.after()) <= 0
          || step.percent() >= before.percent()
          || step.percent() < 0) {
        throw new IllegalArgumentException("each step is later, and leaves less");
      }
      before = step;
    }
  }

  /** Makes a decay by steps, of all points. */
  public Decay(List<Step> steps) {
    this(steps, null, false);
  }

  /** Gives the decay of points that go along a line, and are gone after a time. */
  public static Decay linear(Duration over) {
    Duration length = over.truncatedTo(ChronoUnit.MILLIS);
    return new Decay(List.of(new Step(length, 0)), new Fade.Linear(length), false);
  }

  /** Gives the decay of points of which half is left after each {@code time}. */
  public static Decay halfLife(Duration time) {
    Duration length = time.truncatedTo(ChronoUnit.MILLIS);
    return new Decay(List.of(), new Fade.HalfLife(length), false);
  }

  /** Gives the same for what gives points; what takes them stays. */
  public Decay keepingNegative() {
    return new Decay(steps, fade, true);
  }

  /** Whether an amount goes. */
  public boolean concerns(long thousandths) {
    return thousandths > 0 || thousandths < 0 && !keepsNegative;
  }

  /** Gives the decay of points that are there for a time, and then gone. */
  public static Decay expiring(Duration after) {
    return new Decay(List.of(new Step(after, 0)));
  }

  /** Gives how long its steps take in all; zero without any. */
  public Duration longest() {
    return steps.isEmpty() ? Duration.ZERO : steps.get(steps.size() - 1).after();
  }

  /**
   * Gives when a step takes effect.
   *
   * @param number which, from 1
   */
  public Instant due(Instant award, int number) {
    return award.plus(steps.get(number - 1).after());
  }

  /**
   * Gives by how much a step moves the sum: against the sign of the award.
   *
   * @param awarded thousandths of a point
   * @param number which, from 1
   */
  public long change(long awarded, int number) {
    return left(awarded, number) - left(awarded, number - 1);
  }

  /** Rounds half-even, so that what is left never depends on the steps before. */
  private long left(long awarded, int number) {
    int percent = number == 0 ? 100 : steps.get(number - 1).percent();
    return BigDecimal.valueOf(awarded)
        .multiply(BigDecimal.valueOf(percent))
        .movePointLeft(2)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
