package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Basis;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a person stands in one plan.
 *
 * @param total sum of all awarded points, in thousandths, whatever the limits; may be negative
 * @param band name of the band; null for none
 * @param last newest entry that gave or took points; null before the first
 * @param lastActivity newest match that was neither a robot's nor a user's; null before the first
 * @param folded where the way led that is not in the ledger any more
 * @param groups sums of groups of rules, which are parts of the total, by id
 * @param score the score, in thousandths: what is left of the total, within the limits of the plan
 *     and its groups
 * @param fading what is to be known of points that go all the time
 * @param course as of when score and band are, where points go all the time; null otherwise
 */
public record PlanScore(
    long total,
    String band,
    Position last,
    Instant lastActivity,
    Reached folded,
    SortedMap<String, Long> groups,
    long score,
    SortedMap<Strand, Basis> fading,
    Course course) {

  /** Nothing happened yet. */
  public static final PlanScore NONE = new PlanScore(0, null, null, null);

  public PlanScore {
    Objects.requireNonNull(folded, "folded");
    groups =
        groups.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    fading =
        fading.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(fading));
    if (fading.isEmpty() != (course == null)) {
      throw new IllegalArgumentException("points that go all the time have a course");
    }
  }

  /** Makes a standing of points that do not go all the time. */
  public PlanScore(
      long total,
      String band,
      Position last,
      Instant lastActivity,
      Reached folded,
      SortedMap<String, Long> groups,
      long score) {
    this(
        total, band, last, lastActivity, folded, groups, score, Collections.emptySortedMap(), null);
  }

  /** Makes a standing whose whole way is in the ledger, by a plan without limits. */
  public PlanScore(long total, String band, Position last, Instant lastActivity) {
    this(total, band, last, lastActivity, Reached.NOTHING);
  }

  /** Makes a standing by a plan without limits. */
  public PlanScore(long total, String band, Position last, Instant lastActivity, Reached folded) {
    this(total, band, last, lastActivity, folded, Collections.emptySortedMap(), total);
  }

  /** Makes a standing whose score follows from its sums. */
  static PlanScore of(
      Tally tally,
      Limits limits,
      String band,
      Position last,
      Instant lastActivity,
      Reached folded) {
    return new PlanScore(
        tally.total(), band, last, lastActivity, folded, tally.groups(), limits.score(tally));
  }

  /** Makes a standing whose score follows from its sums, some of which go all the time. */
  static PlanScore of(
      Passing passing,
      Course course,
      String band,
      Position last,
      Instant activity,
      Reached folded) {
    Tally tally = passing.tally();
    return new PlanScore(
        tally.total(),
        band,
        last,
        activity,
        folded,
        tally.groups(),
        passing.score(course.since()),
        tally.fading(),
        course);
  }

  /** Gives the sums. */
  Tally tally() {
    return new Tally(total, groups, fading);
  }

  /** Gives the sums, and what they are worth as of when the score is. */
  Tally worth() {
    return course == null ? tally() : tally().at(course.since());
  }

  /** Gives sums of groups of rules, as of when the score is, by id. */
  public SortedMap<String, Long> groupsNow() {
    return worth().groups();
  }

  /** Gives a score that time alone will never lift this one above. */
  public long bound() {
    return course == null ? score : Math.addExact(score, tally().rise(course.since()));
  }

  /** Whether limits, or time, keep some of the points out of the score. */
  boolean limited() {
    return score != total || course != null;
  }

  /** Gives the standing with another score, all else as it is. */
  PlanScore plus(long thousandths) {
    return new PlanScore(
        Math.addExact(total, thousandths),
        band,
        last,
        lastActivity,
        folded,
        groups,
        Math.addExact(score, thousandths),
        fading,
        course);
  }

  /** Gives the standing after another activity, all else as it is. */
  PlanScore active(Instant latest) {
    return new PlanScore(total, band, last, latest, folded, groups, score, fading, course);
  }

  /** Gives the standing after more of the way has left the ledger, all else as it is. */
  PlanScore folded(Reached further) {
    return new PlanScore(total, band, last, lastActivity, further, groups, score, fading, course);
  }

  /** Gives what the ledger does not show of it. */
  PlanScore remains() {
    return new PlanScore(0, null, null, lastActivity, folded);
  }
}
