package io.impuls.scoring.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for the next band that time alone makes of sums. What a score can be within a time is known
 * from its ends; where that leaves room for another band, the time is halved, down to the
 * millisecond (semantics 3.6).
 *
 * <p>Where sums of several groups, or that go at different speeds, stay so close to a level that
 * only the shortest times can be told apart, that might take for ever. So after {@link #MOST_LOOKS}
 * the search rests: it gives the instant up to which there is nothing, from which it is to go on.
 * As it always comes as far as {@link #LEAST_WAY}, of such sums the bands may be seen that much
 * later.
 */
final class BandSearch {

  /** Stands for a score of which nobody wants to know when it has halved. */
  static final long NOT_HALVED = 0;

  /** Evaluations of one search. Sums of one group that go in one way need less than 200. */
  static final int MOST_LOOKS = 4_000;

  /** How far one search comes at least. */
  static final Duration LEAST_WAY = Duration.ofDays(1);

  /** Scores below a point are not told of again when they have halved. */
  private static final long LEAST_HALVED = 1_000;

  private static final long NOTHING = Long.MIN_VALUE;

  private final Passing passing;
  private final String band;
  private final long score;
  private int looks;
  private boolean rests;

  /**
   * Makes a search.
   *
   * @param band the band so far; null for none
   * @param score the score of which half is looked for
   */
  BandSearch(Passing passing, String band, long score) {
    this.passing = passing;
    this.band = band;
    this.score = score;
  }

  /**
   * Gives the first instant of another band, or at which less than half of the score is left, or at
   * which the search is to go on; empty for none.
   */
  Optional<Instant> next(Instant from, Instant until) {
    long begin = from.toEpochMilli();
    long end = until.toEpochMilli();
    long found = first(begin, end);
    if (found == NOTHING) {
      return Optional.empty();
    }
    long least = Math.min(begin + LEAST_WAY.toMillis(), end);
    return Optional.of(Instant.ofEpochMilli(rests ? Math.max(found, least) : found));
  }

  /** Whether it is seen at once that there is nothing after an instant, until another. */
  boolean nothing(Instant from, Instant until) {
    return !until.isAfter(from) || stays(from.toEpochMilli() + 1, until.toEpochMilli());
  }

  /** Gives how many evaluations it took. */
  int looks() {
    return looks;
  }

  private long first(long from, long until) {
    if (until <= from) {
      return NOTHING;
    }
    if (looks >= MOST_LOOKS) {
      rests = true;
      return from;
    }
    if (stays(from + 1, until)) {
      return NOTHING;
    }
    if (until - from == 1) {
      return until;
    }
    long middle = from + (until - from) / 2;
    long early = first(from, middle);
    return early == NOTHING ? first(middle, until) : early;
  }

  /** Bands go up with the score, so between two scores of one band there is no other. */
  private boolean stays(long first, long last) {
    Instant begin = Instant.ofEpochMilli(first);
    Instant end = Instant.ofEpochMilli(last);
    looks++;
    Tally.Bounds bounds = passing.tally().reached(begin, end);
    boolean halved =
        score >= LEAST_HALVED && 2 * passing.terms().limits().score(bounds.lowest()) < score;
    return !halved && is(bounds.lowest()) && is(bounds.highest());
  }

  private boolean is(Tally reached) {
    BandWalk.Terms terms = passing.terms();
    return Objects.equals(band, terms.bands().next(band, terms.limits().level(reached)));
  }
}
