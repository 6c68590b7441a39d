package io.impuls.scoring.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What time alone does to sums of which some go all the time. Each of them only shrinks, so what
 * the score can be within a time is known from both its ends; where that leaves room for another
 * band, the time is halved, down to the millisecond (semantics 3.6).
 *
 * @param terms of the version that judged the last step
 * @param tally the sums
 */
record Passing(BandWalk.Terms terms, Tally tally) {

  /** Scores below a point are not told of again when they have halved. */
  private static final long LEAST_HALVED = 1_000;

  /** Stands for a score of which nobody wants to know when it has halved. */
  private static final long NOT_HALVED = 0;

  /** Gives the score at an instant. */
  long score(Instant at) {
    return terms.limits().score(tally.at(at));
  }

  /** Gives the band at an instant after one at which it was {@code band}; null for none. */
  String band(String band, Instant from, Instant until) {
    String now = band;
    Optional<Instant> change = first(now, NOT_HALVED, from, until);
    while (change.isPresent()) {
      Instant at = change.get();
      now = terms.next(now, tally, at);
      change = first(now, NOT_HALVED, at, until);
    }
    return now;
  }

  /** Gives when the band changes next; empty for never. */
  Optional<Instant> nextBand(String band, Instant from) {
    return first(band, NOT_HALVED, from, from.plus(tally.traces()));
  }

  /**
   * Gives when the band changes next, or half of the score is left; empty for never.
   *
   * @param score at {@code from}
   */
  Optional<Instant> next(String band, long score, Instant from) {
    return first(band, score, from, from.plus(tally.traces()));
  }

  private Optional<Instant> first(String band, long score, Instant from, Instant until) {
    return first(band, score, from.toEpochMilli(), until.toEpochMilli());
  }

  private Optional<Instant> first(String band, long score, long from, long until) {
    if (until <= from || stays(band, score, from + 1, until)) {
      return Optional.empty();
    }
    if (until - from == 1) {
      return Optional.of(Instant.ofEpochMilli(until));
    }
    long middle = from + (until - from) / 2;
    Optional<Instant> early = first(band, score, from, middle);
    return early.isPresent() ? early : first(band, score, middle, until);
  }

  /** Bands go up with the score, so between two scores of one band there is no other. */
  private boolean stays(String band, long score, long first, long last) {
    Instant begin = Instant.ofEpochMilli(first);
    Instant end = Instant.ofEpochMilli(last);
    Tally lowest = tally.reached(end, begin);
    if (score >= LEAST_HALVED && 2 * terms.limits().score(lowest) < score) {
      return false;
    }
    return is(band, lowest) && (first == last || is(band, tally.reached(begin, end)));
  }

  private boolean is(String band, Tally worth) {
    return Objects.equals(band, terms.bands().next(band, terms.limits().level(worth)));
  }
}
