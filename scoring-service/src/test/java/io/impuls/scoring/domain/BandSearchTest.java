package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Fade;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much is looked at to find the next band. A band HOT from 50 on; 50 points stay. */
class BandSearchTest {

  private static final Instant DAY_0 = Instant.parse("2026-03-20T10:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Fade HALVING = new Fade.HalfLife(DAY.multipliedBy(30));
  private static final Fade LINE = new Fade.Linear(DAY.multipliedBy(30));
  private static final BandWalk.Terms TERMS =
      new BandWalk.Terms(
          new Bands(List.of(new Band("HOT", 50_000, 50_000))), Limits.NONE, match -> null);
  private static final Tally FIFTY = Tally.ZERO.plus(null, 50_000);

  /**
   * An order of 20 that is cancelled, at once or later: what is left of both is next to nothing.
   */
  @Test
  void looksAtLittleHoweverCloseUpAndDownAre() {
    for (Fade fade : List.of(HALVING, LINE)) {
      for (Duration later :
          List.of(
              Duration.ZERO,
              Duration.ofMillis(1),
              Duration.ofMinutes(1),
              Duration.ofHours(1),
              DAY,
              DAY.multipliedBy(10))) {
        Instant cancelled = DAY_0.plus(later);
        Tally tally = with(with(FIFTY, null, fade, 20_000, DAY_0), null, fade, -20_000, cancelled);
        String band = TERMS.next("HOT", tally, cancelled);
        BandSearch search = new BandSearch(new Passing(TERMS, tally), band, 50_000);

        search.next(cancelled, cancelled.plus(tally.traces()));

        assertThat(search.looks()).as("%s, %s later", fade, later).isLessThan(200);
      }
    }
  }

  /** +20 and -20 of one instant are 0 at any: 50 stay 50, in the band for ever. */
  @Test
  void whatTakesBackAtOnceChangesNothing() {
    Tally tally = with(with(FIFTY, null, HALVING, 20_000, DAY_0), null, HALVING, -20_000, DAY_0);

    assertThat(new Passing(TERMS, tally).nextBand("HOT", DAY_0)).isEmpty();
  }

  /**
   * +20 and -20 of one instant in two groups, each rounded down by itself, are 0 or a thousandth
   * less: with 50.001 that stay never below 50, and no time longer than some milliseconds shows it
   * by its ends. The search rests a day later at the earliest, and goes on there, until after 80
   * half-lives nothing is left.
   */
  @Test
  void restsWhereGroupsStayCloseToALevel() {
    Tally tally =
        with(
            with(FIFTY.plus(null, 1), "orders", HALVING, 20_000, DAY_0),
            "returns",
            HALVING,
            -20_000,
            DAY_0);
    Passing passing = new Passing(TERMS, tally);
    BandSearch search = new BandSearch(passing, "HOT", 50_001);

    Optional<Instant> rest = search.next(DAY_0, DAY_0.plus(tally.traces()));

    assertThat(rest).contains(DAY_0.plus(DAY));
    assertThat(search.looks()).isLessThanOrEqualTo(BandSearch.MOST_LOOKS + 1);
    Passing.Way way = passing.begin("HOT", DAY_0);
    Passing.Way twoDays = passing.until(way, DAY_0.plus(DAY.multipliedBy(2)));
    assertThat(twoDays.since()).as("nothing to be told").isEqualTo(DAY_0);
    assertThat(twoDays.band()).isEqualTo("HOT");
    assertThat(twoDays.next()).isEqualTo(DAY_0.plus(DAY.multipliedBy(3)));
    assertThat(passing.until(passing.until(way, DAY_0.plus(DAY)), DAY_0.plus(DAY.multipliedBy(2))))
        .as("whenever somebody looks")
        .isEqualTo(twoDays);
  }

  private static Tally with(Tally tally, String group, Fade fade, long thousandths, Instant at) {
    BigInteger amount = BigInteger.valueOf(Math.abs(thousandths));
    Basis one =
        new Basis(
            amount, fade.moment(amount.longValueExact(), at), BigInteger.ZERO, BigInteger.ZERO);
    return tally
        .plus(group, thousandths)
        .fading(
            group,
            fade,
            thousandths > 0
                ? one
                : new Basis(one.down(), one.downMoment(), one.up(), one.upMoment()));
  }
}
