package io.impuls.scoring.domain;

import java.util.Map;

/**
 * How far the points of one plan version reach (semantics 3.4): the score is the sum of the groups,
 * each within its own limits, within the limits of the plan. No order of events matters to it.
 *
 * @param groups the groups by id
 * @param least lowest score, in thousandths
 * @param most highest score, in thousandths
 */
public record Limits(Map<String, Group> groups, long least, long most) {

  /** Group of what is done to people, where a rule names no other (SC-12). */
  public static final String SYSTEM = "system";

  /** A plan without any. */
  public static final Limits NONE = new Limits(Map.of(), Long.MIN_VALUE, Long.MAX_VALUE);

  /**
   * Limits of some rules together.
   *
   * @param least lowest sum, in thousandths
   * @param most highest sum, in thousandths
   * @param inBands whether their points count for the bands
   */
  public record Group(long least, long most, boolean inBands) {

    /** Of a group of which nothing is said. */
    static final Group FREE = new Group(Long.MIN_VALUE, Long.MAX_VALUE, true);
  }

  public Limits {
    groups = Map.copyOf(groups);
  }

  /** Gives the score. */
  long score(Tally tally) {
    return clamp(open(tally), least, most);
  }

  /** Gives what decides on the band: the score without the groups that do not count for it. */
  long level(Tally tally) {
    return clamp(sum(tally, true), least, most);
  }

  /** Gives the sum of the groups, each within its limits, before those of the plan. */
  long open(Tally tally) {
    return sum(tally, false);
  }

  private long sum(Tally tally, boolean bandsOnly) {
    if (tally.groups().isEmpty()) {
      return tally.total();
    }
    long sum = tally.ungrouped();
    for (Map.Entry<String, Long> one : tally.groups().entrySet()) {
      Group group = groups.getOrDefault(one.getKey(), Group.FREE);
      if (group.inBands() || !bandsOnly) {
        sum = Math.addExact(sum, clamp(one.getValue(), group.least(), group.most()));
      }
    }
    return sum;
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }
}
