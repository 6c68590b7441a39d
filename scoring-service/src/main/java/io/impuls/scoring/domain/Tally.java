package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Fade;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What a person was given in a plan, before any limit of groups and of the plan.
 *
 * @param total sum of all points, in thousandths, as they were given
 * @param groups the sums of those groups of rules that have a sum, by id; the rest of the total is
 *     in no group
 * @param fading what is to be known of those points that go all the time
 */
record Tally(long total, SortedMap<String, Long> groups, SortedMap<Strand, Basis> fading) {

  /** Nothing. */
  static final Tally ZERO = new Tally(0, Collections.emptySortedMap());

  /**
   * Digits to which sums of what is left are rounded first: what is wrong in the last ones must not
   * decide which way a half goes.
   */
  private static final int TRUE_BITS = 32;

  /** Makes the sums of points that stay. */
  Tally(long total, SortedMap<String, Long> groups) {
    this(total, groups, Collections.emptySortedMap());
  }

  /**
   * Gives the sums after some more.
   *
   * @param group id of the rule's group; null for none
   */
  Tally plus(String group, long thousandths) {
    long more = Math.addExact(total, thousandths);
    if (group == null || thousandths == 0) {
      return new Tally(more, groups, fading);
    }
    SortedMap<String, Long> sums = new TreeMap<>(groups);
    sums.merge(group, thousandths, Tally::sum);
    return new Tally(more, Collections.unmodifiableSortedMap(sums), fading);
  }

  /**
   * Gives the sums after more that goes all the time: it is part of {@link #plus(String, long)}.
   *
   * @param group id of the rule's group; null for none
   */
  Tally fading(String group, Fade fade, Basis more) {
    Strand strand = new Strand(group == null ? "" : group, fade);
    SortedMap<Strand, Basis> sums = new TreeMap<>(fading);
    Basis sum = sums.getOrDefault(strand, Basis.ZERO).plus(more);
    if (sum.equals(Basis.ZERO)) {
      sums.remove(strand);
    } else {
      sums.put(strand, sum);
    }
    return new Tally(total, groups, Collections.unmodifiableSortedMap(sums));
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

  /**
   * Gives what the points are worth at an instant, as everybody sees it: the sum of each group, and
   * of what is in none, is rounded half-even to thousandths.
   */
  Tally at(Instant at) {
    return worth(
        (strand, basis) -> basis.change(strand.fade(), at),
        known -> Fade.halfEven(known, BigInteger.ONE.shiftLeft(TRUE_BITS)));
  }

  /**
   * Gives what whole thousandths the points have reached at an instant: what bands look at, so that
   * one ends as soon as a sum is below its level by ever so little.
   */
  Tally reached(Instant at) {
    return reached((strand, basis) -> basis.change(strand.fade(), at));
  }

  /**
   * Bounds of what is reached within a time, its ends included.
   *
   * @param lowest none is below them
   * @param highest none is above them
   */
  record Bounds(Tally lowest, Tally highest) {}

  /** Gives bounds of what is {@link #reached(Instant)} within a time. */
  Bounds reached(Instant from, Instant until) {
    Map<Strand, Basis.Range> ranges = new HashMap<>();
    fading.forEach((strand, basis) -> ranges.put(strand, basis.change(strand.fade(), from, until)));
    return new Bounds(
        reached((strand, basis) -> ranges.get(strand).least()),
        reached((strand, basis) -> ranges.get(strand).most()));
  }

  private Tally reached(BiFunction<Strand, Basis, BigInteger> change) {
    return worth(change, known -> known.shiftRight(TRUE_BITS));
  }

  private Tally worth(
      BiFunction<Strand, Basis, BigInteger> lost, UnaryOperator<BigInteger> thousandths) {
    if (fading.isEmpty()) {
      return this;
    }
    SortedMap<String, BigInteger> changes = new TreeMap<>();
    fading.forEach(
        (strand, basis) ->
            changes.merge(strand.group(), lost.apply(strand, basis), BigInteger::add));
    Tally worth = new Tally(total, groups);
    for (Map.Entry<String, BigInteger> change : changes.entrySet()) {
      String group = change.getKey().isEmpty() ? null : change.getKey();
      long sum = group == null ? ungrouped() : groups.getOrDefault(group, 0L);
      BigInteger exact = BigInteger.valueOf(sum).shiftLeft(Fade.BITS).add(change.getValue());
      BigInteger known = Fade.halfEven(exact, BigInteger.ONE.shiftLeft(Fade.BITS - TRUE_BITS));
      long now = thousandths.apply(known).longValueExact();
      worth = worth.plus(group, Math.subtractExact(now, sum));
    }
    return worth;
  }

  /** Gives by how much the sum of all can rise from an instant on by time alone, at most. */
  long rise(Instant from) {
    BigInteger taken = BigInteger.ZERO;
    for (Map.Entry<Strand, Basis> strand : fading.entrySet()) {
      taken = taken.add(strand.getValue().taken(strand.getKey().fade(), from));
    }
    return taken.signum() == 0
        ? 0
        : taken.shiftRight(Fade.BITS).longValueExact() + 2 * fading.size();
  }

  /** Gives after how long time alone changes nothing any more. */
  Duration traces() {
    return fading.keySet().stream()
        .map(strand -> strand.fade().traces())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
