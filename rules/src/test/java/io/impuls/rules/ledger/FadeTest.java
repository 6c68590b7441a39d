package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FadeTest {

  private static final Instant START = Instant.parse("2026-03-20T10:00:00Z");
  private static final String RULE = "plan/rule";

  /** Semantics 3.6: LINEAR over 60 d: 10 -> 5 at day 30 -> 0 at 60 [checked]. */
  @Test
  void goesAlongALine() {
    TestTimeRules rules = new TestTimeRules().decay(RULE, Decay.linear(Duration.ofDays(60)));
    Basis ten = Basis.of(award(10_000, START), rules);

    assertThat(worth(ten, new Fade.Linear(Duration.ofDays(60)), 0)).isEqualTo(10_000);
    assertThat(worth(ten, new Fade.Linear(Duration.ofDays(60)), 30)).isEqualTo(5_000);
    assertThat(worth(ten, new Fade.Linear(Duration.ofDays(60)), 60)).isZero();
    assertThat(worth(ten, new Fade.Linear(Duration.ofDays(60)), 90)).as("end not seen").isZero();
  }

  /** Semantics 3.6: HALF_LIFE 30 d: 40 -> 20 -> 10 [checked]. */
  @Test
  void halvesInEachHalfLife() {
    Fade fade = new Fade.HalfLife(Duration.ofDays(30));
    TestTimeRules rules = new TestTimeRules().decay(RULE, Decay.halfLife(Duration.ofDays(30)));
    Basis forty = Basis.of(award(40_000, START), rules);

    assertThat(worth(forty, fade, 0)).isEqualTo(40_000, within(1e-9));
    assertThat(worth(forty, fade, 30)).isEqualTo(20_000, within(1e-9));
    assertThat(worth(forty, fade, 60)).isEqualTo(10_000, within(1e-9));
  }

  /** Standings are stored with lengths in milliseconds: 6 h and 0.1 ms are 6 h. */
  @Test
  void lengthsAreWholeMilliseconds() {
    Duration written = Duration.parse("PT6H0.0001S");

    assertThat(Decay.halfLife(written).fade()).isEqualTo(new Fade.HalfLife(Duration.ofHours(6)));
    assertThat(Decay.linear(written).fade()).isEqualTo(new Fade.Linear(Duration.ofHours(6)));
  }

  @Test
  void powersOfTwoAreThoseOfMathematics() {
    for (int part = 0; part < 1_000; part++) {
      assertThat(TwoPower.of(part, 1_000).doubleValue() / Math.pow(2, TwoPower.BITS))
          .isEqualTo(Math.pow(2, part / 1_000.0), within(1e-15));
    }
  }

  /** In any order the same, to the last digit; and nothing is left of what is taken out again. */
  @Test
  void sumsDoNotDependOnTheOrder() {
    Random random = new Random(7);
    for (Decay decay :
        List.of(Decay.linear(Duration.ofDays(9)), Decay.halfLife(Duration.ofHours(31)))) {
      TestTimeRules rules = new TestTimeRules().decay(RULE, decay);
      List<Basis> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        long points = random.nextInt(90_000) - 30_000;
        all.add(Basis.of(award(points, START.plusMillis(random.nextInt())), rules));
      }
      Basis sum = all.stream().reduce(Basis.ZERO, Basis::plus);
      Collections.shuffle(all, random);

      assertThat(all.stream().reduce(Basis.ZERO, Basis::plus)).isEqualTo(sum);
      assertThat(Basis.parse(sum.text())).isEqualTo(sum);
      assertThat(all.stream().reduce(sum, Basis::minus)).isEqualTo(Basis.ZERO);
      assertThat(Basis.ZERO.text()).isNull();
    }
  }

  @Test
  void theEndOfALineTakesOutWhatTheAwardPutIn() {
    Duration over = Duration.ofDays(9);
    TestTimeRules rules = new TestTimeRules().decay(RULE, Decay.linear(over));
    Entry award = award(-700, START);
    Entry end =
        Entry.awarded(
            TimeBorn.of(award.match(), Match.Part.EXPIRED, "x", START.plus(over), 1, 700));

    assertThat(Basis.of(award, rules).plus(Basis.of(end, rules))).isEqualTo(Basis.ZERO);
  }

  @Test
  void pointsBelowZeroGoUnlessTheyArePermanent() {
    Decay decay = Decay.halfLife(Duration.ofDays(30));
    TestTimeRules goes = new TestTimeRules().decay(RULE, decay);
    TestTimeRules stays = new TestTimeRules().decay(RULE, decay.keepingNegative());

    assertThat(worth(Basis.of(award(-40_000, START), goes), decay.fade(), 30))
        .isEqualTo(-20_000, within(1e-9));
    assertThat(Basis.of(award(-40_000, START), stays)).isEqualTo(Basis.ZERO);
    assertThat(Basis.of(award(40_000, START), stays)).isNotEqualTo(Basis.ZERO);
  }

  /**
   * 20 up and 20 down at one instant are nothing at any: between day 0 and 30 each part alone loses
   * 10, and what is left of both is 0 all the time.
   */
  @Test
  void whatIsLeftOfUpAndDownIsBoundByItsEnds() {
    for (Decay decay :
        List.of(Decay.halfLife(Duration.ofDays(30)), Decay.linear(Duration.ofDays(60)))) {
      TestTimeRules rules = new TestTimeRules().decay(RULE, decay);
      Basis both =
          Basis.of(award(20_000, START), rules).plus(Basis.of(award(-20_000, START), rules));

      Basis.Range range = both.change(decay.fade(), START, START.plus(Duration.ofDays(30)));

      assertThat(range.least()).isZero();
      assertThat(range.most()).isZero();
    }
  }

  /**
   * Along a line of 10 days, +10 of day 0 and -10 of day 5: at day 9 they are 1 and -6; at day 14,
   * with the ends not seen yet, 0 and -1. In between, at day 10, they are 0 and -5.
   */
  @Test
  void boundsHoldWhereALineEndsWithinTheTime() {
    Decay decay = Decay.linear(Duration.ofDays(10));
    TestTimeRules rules = new TestTimeRules().decay(RULE, decay);
    Basis both =
        Basis.of(award(10_000, START), rules)
            .plus(Basis.of(award(-10_000, START.plus(Duration.ofDays(5))), rules));
    Basis.Range range =
        both.change(decay.fade(), START.plus(Duration.ofDays(6)), START.plus(Duration.ofDays(14)));

    for (int day = 6; day <= 14; day++) {
      BigInteger at = both.change(decay.fade(), START.plus(Duration.ofDays(day)));
      assertThat(at).as("day %s", day).isBetween(range.least(), range.most());
    }
    assertThat(worth(both, decay.fade(), 9)).isEqualTo(-5_000);
    assertThat(worth(both, decay.fade(), 14)).isEqualTo(-1_000);
  }

  @Test
  void halvesGoToTheEvenNumber() {
    assertThat(halfEven(5, 2)).isEqualTo(2);
    assertThat(halfEven(7, 2)).isEqualTo(4);
    assertThat(halfEven(-5, 2)).isEqualTo(-2);
    assertThat(halfEven(-7, 2)).isEqualTo(-4);
    assertThat(halfEven(-8, 3)).isEqualTo(-3);
  }

  private static long halfEven(long number, long by) {
    return Fade.halfEven(BigInteger.valueOf(number), BigInteger.valueOf(by)).longValueExact();
  }

  /** Gives thousandths, so many days after the start. */
  private static double worth(Basis basis, Fade fade, int days) {
    Instant at = START.plus(Duration.ofDays(days));
    BigInteger given = basis.up().subtract(basis.down()).shiftLeft(Fade.BITS);
    return given.add(basis.change(fade, at)).doubleValue() / Math.pow(2, Fade.BITS);
  }

  private static Entry award(long thousandths, Instant at) {
    return Entry.awarded(
        new Match(
            RULE,
            1,
            null,
            at,
            new java.util.UUID(1, at.toEpochMilli()),
            "page.viewed",
            at,
            new java.util.UUID(7, 7),
            thousandths,
            null));
  }
}
