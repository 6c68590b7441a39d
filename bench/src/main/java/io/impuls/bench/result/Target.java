package io.impuls.bench.result;

import java.util.Locale;

/**
 * One figure and what it should reach.
 *
 * @param name what was measured
 * @param measured the figure
 * @param bound what to reach
 * @param atLeast whether the figure should be the bound or more; else the bound or less
 */
public record Target(String name, double measured, double bound, boolean atLeast) {

  /** Makes a target to be reached or exceeded. */
  public static Target atLeast(String name, double measured, double bound) {
    return new Target(name, measured, bound, true);
  }

  /** Makes a target not to be exceeded. */
  public static Target atMost(String name, double measured, double bound) {
    return new Target(name, measured, bound, false);
  }

  /** Whether it is reached. A figure that could not be measured is not. */
  public boolean reached() {
    return atLeast ? measured >= bound : measured <= bound;
  }

  /** Gives {@code name measured target ok|short}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-58s %8.2f %s %-8.2f %s",
        name,
        measured,
        atLeast ? ">=" : "<=",
        bound,
        reached() ? "ok" : "short");
  }
}
