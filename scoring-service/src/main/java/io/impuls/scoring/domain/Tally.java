package io.impuls.scoring.domain;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a person was given in a plan, before any limit of groups and of the plan.
 *
 * @param total sum of all points, in thousandths
 * @param groups the sums of those groups of rules that have a sum, by id; the rest of the total is
 *     in no group
 */
record Tally(long total, SortedMap<String, Long> groups) {

  /** Nothing. */
  static final Tally ZERO = new Tally(0, Collections.emptySortedMap());

  /**
   * Gives the sums after some more.
   *
   * @param group id of the rule's group; null for none
   */
  Tally plus(String group, long thousandths) {
    long more = Math.addExact(total, thousandths);
    if (group == null || thousandths == 0) {
      return new Tally(more, groups);
    }
    SortedMap<String, Long> sums = new TreeMap<>(groups);
    sums.merge(group, thousandths, Tally::sum);
    return new Tally(more, Collections.unmodifiableSortedMap(sums));
  }

  /** Null where nothing remains: then the group has no sum. */
  private static Long sum(long one, long other) {
    long sum = Math.addExact(one, other);
    return sum == 0 ? null : sum;
  }

  /** Gives the sum of what is in no group. */
  long ungrouped() {
    long rest = total;
    for (Map.Entry<String, Long> group : groups.entrySet()) {
      rest = Math.subtractExact(rest, Objects.requireNonNull(group.getValue()));
    }
    return rest;
  }
}
