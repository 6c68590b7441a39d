package io.impuls.scoring.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What time alone does to sums of which some go all the time.
 *
 * @param terms of the version that judged the last step
 * @param tally the sums
 */
record Passing(BandWalk.Terms terms, Tally tally) {

  /**
   * How far time alone led.
   *
   * @param since when it last made another band, or had left less than half of the score
   * @param band from then on; null for none
   * @param next until then nothing is different; what there is, is to be seen then. Null for never
   */
  record Way(Instant since, String band, Instant next) {}

  /** With so few no search on the way rests, however it is divided, so there is but one answer. */
  private static final int FEW_LOOKS = BandSearch.MOST_LOOKS / 4;

  /** Gives the score at an instant. */
  long score(Instant at) {
    return terms.limits().score(tally.at(at));
  }

  /** Gives the band at an instant after one at which it was {@code band}; null for none. */
  String band(String band, Instant from, Instant until) {
    String now = band;
    Instant at = from;
    int looks = 0;
    while (looks < FEW_LOOKS) {
      BandSearch search = new BandSearch(this, now, BandSearch.NOT_HALVED);
      Optional<Instant> next = search.next(at, until);
      looks += search.looks();
      if (next.isEmpty() && looks < FEW_LOOKS) {
        return now;
      }
      at = next.orElse(until);
      now = terms.next(now, tally, at);
    }
    // The same way as of whoever is told of each step of it, so that all find the same band.
    return until(begin(band, from), until).band();
  }

  /** Gives the way at its beginning. */
  Way begin(String band, Instant from) {
    return new Way(from, band, next(band, score(from), from));
  }

  /** Goes through all that time alone does until an instant, which does not depend on when. */
  Way until(Way begun, Instant until) {
    Way way = begun;
    while (way.next() != null && !way.next().isAfter(until)) {
      Instant at = way.next();
      long score = score(way.since());
      boolean resting = new BandSearch(this, way.band(), score).nothing(at.minusMillis(1), at);
      way =
          resting
              ? new Way(way.since(), way.band(), next(way.band(), score, at))
              : begin(terms.next(way.band(), tally, at), at);
    }
    return way;
  }

  /**
   * Gives when the band may change next: until then it does not. Empty for never.
   *
   * @see BandSearch
   */
  Optional<Instant> nextBand(String band, Instant from) {
    return Optional.ofNullable(next(band, BandSearch.NOT_HALVED, from));
  }

  private Instant next(String band, long score, Instant from) {
    return new BandSearch(this, band, score).next(from, from.plus(tally.traces())).orElse(null);
  }
}
