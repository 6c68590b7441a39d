package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.NextChange;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Rank;
import io.impuls.scoring.domain.Scorekeeper;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that go all the time (semantics 3.6), with the numbers that are checked there. */
class ScoringFadingTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final Instant DAY_0 = Instant.parse("2026-03-20T10:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TURN = Duration.ofSeconds(31);
  private static final double NEVER = -1;

  private static final String HALVING =
      """
      {"name": "Halving",
       "rules": [{"id": "order", "anyOf": [{"event": "order.placed"}], "points": 60,
                  "decay": {"halfLife": "P30D"}},
                 {"id": "form", "anyOf": [{"event": "file.downloaded"}], "points": 30,
                  "decay": {"halfLife": "P30D"}},
                 {"id": "cancel", "anyOf": [{"event": "order.cancelled"}], "points": -40,
                  "decay": {"halfLife": "P30D"}},
                 {"id": "complaint", "anyOf": [{"event": "email.unsubscribed"}], "points": -40,
                  "decay": {"halfLife": "P30D", "negative": "PERMANENT"}}],
       "bands": [{"name": "HOT", "enter": 60, "leave": 50}]}
      """;

  private static final String LINE =
      """
      {"name": "Line",
       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 10,
                  "decay": {"linear": "P30D"}}],
       "bands": [{"name": "SEEN", "enter": 5, "leave": 5}]}
      """;

  @TempDir Path state;
  private PlanVersions plans;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    plans =
        new PlanVersions(
            List.of(
                TestPlans.plan("halving", 1, TestPlans.BEGIN, HALVING),
                TestPlans.plan("line", 1, TestPlans.BEGIN, LINE)));
    scoring = ScoringDriver.inMemory(plans, state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  /**
   * 3.6: 60 pts at day 0 + 30 at day 10, half-life 30 d, falls through 50 at day 29.036 [checked].
   */
  @Test
  void aBandEndsAtTheInstantAtWhichTheScoreFallsThroughItsLevel() {
    order(ANNA, DAY_0, "1");
    Instant alone = scoring.score(ANNA, "halving").course().next();
    // 60 x 2^(-t/30) = 50 at t = 30 x log2(1.2) = 7.891 days
    assertThat(days(alone)).isEqualTo(30 * Math.log(1.2) / Math.log(2), within(0.000_1));
    assertThat(shown(ANNA, alone.minusMillis(1)).band()).isEqualTo("HOT");
    Instant tenth = DAY_0.plus(DAY.multipliedBy(10));

    scoring.send(Events.of("file.downloaded").at(tenth).person(ANNA));

    // it was out of HOT from day 7.891 on, and 47.622 + 30 brought it back
    Instant end = scoring.score(ANNA, "halving").course().next();
    assertThat(days(end)).as("day 29.036").isEqualTo(29.036, within(0.000_2));
    assertThat(shown(ANNA, end.minusMillis(1)).band()).isEqualTo("HOT");
    somebodyDoesSomethingAt(end.minusMillis(1));
    assertThat(scoring.score(ANNA, "halving").band()).isEqualTo("HOT");
    int told = scoring.changes().size();

    somebodyDoesSomethingAt(end);

    ScoreChange last = scoring.changes().get(scoring.changes().size() - 1);
    assertThat(scoring.changes()).hasSize(told + 1);
    assertThat(last.bandFrom()).isEqualTo("HOT");
    assertThat(last.bandTo()).isNull();
    assertThat(last.from()).isEqualTo(Points.of(new java.math.BigDecimal("77.622")));
    assertThat(last.to()).isEqualTo(Points.of(50));
    assertThat(last.occurredAt()).isEqualTo(end);
    assertThat(last.cause().type()).isEqualTo("points.decayed");
    assertThat(last.entries()).isEmpty();
    somebodyDoesSomethingAt(end.plus(DAY));
    assertThat(scoring.changes()).as("once").hasSize(told + 1);
  }

  /** 40 -> 20 -> 10 with the points of 60 and -20: here 60 -> 30 -> 15. */
  @Test
  void halvesInEachHalfLifeAndTellsSo() {
    order(ANNA, DAY_0, "1");
    Instant half = DAY_0.plus(DAY.multipliedBy(30));

    assertThat(shown(ANNA, half).score()).isEqualTo(30_000);
    assertThat(shown(ANNA, half.plus(DAY.multipliedBy(30))).score()).isEqualTo(15_000);
    assertThat(person(ANNA).at(half, plans).orElseThrow().card().of("halving").score())
        .isEqualTo(30_000);
    // out of HOT at 50; then told again when half of that is left
    somebodyDoesSomethingAt(half.plus(DAY.multipliedBy(10)));
    assertThat(scoring.changes()).extracting(ScoreChange::to).last().isEqualTo(Points.of(25));
  }

  @Test
  void pointsBelowZeroGoUnlessTheyArePermanent() {
    scoring.send(Events.of("order.cancelled").at(DAY_0).person(ANNA));
    scoring.send(Events.of("email.unsubscribed").at(DAY_0).person(BERT));
    Instant half = DAY_0.plus(DAY.multipliedBy(30));

    assertThat(shown(ANNA, half).score()).isEqualTo(-20_000);
    assertThat(shown(BERT, half).score()).isEqualTo(-40_000);
  }

  /** 60 - 40 at day 0 is 20; what is taken goes, too, so a lasting 60 comes back by time alone. */
  @Test
  void aBandMayBeginByTimeAlone() {
    PlanVersions up =
        new PlanVersions(
            List.of(
                TestPlans.plan(
                    "halving",
                    1,
                    TestPlans.BEGIN,
                    HALVING
                        .replace("\"enter\": 60", "\"enter\": 50")
                        .replaceFirst(",\\s+\"decay\": \\{\"halfLife\": \"P30D\"\\}", ""))));
    try (ScoringDriver other = ScoringDriver.inMemory(up, state.resolve("up"))) {
      other.send(Events.of("order.cancelled").at(DAY_0).person(ANNA));
      other.send(Events.orderPlaced("1", "20", "PLN").at(DAY_0.plusMillis(1)).person(ANNA));
      other.send(Events.orderPlaced("2", "20", "PLN").at(DAY_0.plusSeconds(1)).person(BERT));
      assertThat(other.score(ANNA, "halving").score()).isEqualTo(20_000);
      // 60 - 40 x 2^(-t/30) is 50 at t = 60
      Instant hot = other.score(ANNA, "halving").course().next();
      assertThat(hot).isEqualTo(DAY_0.plus(DAY.multipliedBy(60)));
      assertThat(new Scorekeeper(up).shown("halving", other.score(ANNA, "halving"), hot).band())
          .isEqualTo("HOT");
    }
  }

  /** 3.6 has 10 -> 5 at the middle -> 0 at the end, of 60 days; here of 30. */
  @Test
  void goesAlongALineToItsEnd() {
    scoring.send(Events.pageViewed("https://s.test/").at(DAY_0).person(ANNA));
    Instant middle = DAY_0.plus(DAY.multipliedBy(15));
    Instant end = DAY_0.plus(DAY.multipliedBy(30));

    PlanScore half = shown("line", ANNA, middle);
    assertThat(half.score()).isEqualTo(5_000);
    assertThat(half.band()).isEqualTo("SEEN");
    NextChange next = NextChange.of(plans, "line", half, scoring.log(ANNA), middle).orElseThrow();
    // 5 is not below 5; a millisecond later it is, though nobody sees it in thousandths
    assertThat(next).isEqualTo(new NextChange(middle.plusMillis(1), Points.ZERO, null));
    assertThat(shown("line", ANNA, next.at()).band()).isNull();

    somebodyDoesSomethingAt(end);

    assertThat(scoring.score(ANNA, "line").score()).isZero();
    assertThat(scoring.score(ANNA, "line").total()).isZero();
    assertThat(scoring.score(ANNA, "line").course()).as("nothing goes any more").isNull();
    assertThat(person(ANNA).at(middle, plans).orElseThrow().card().of("line").score())
        .isEqualTo(5_000);
  }

  /**
   * 10 points of day 60 put Anna into SEEN. Views of day 0, over since day 30, come to light, late
   * and by a merge: at no time they pull her 10 down (each by 10 x (60 - 30) / 30, if its line went
   * on), so nothing that is told takes the band away.
   */
  @Test
  void whatWasOverBeforeItCameToLightTakesNothing() {
    Instant now = DAY_0.plus(DAY.multipliedBy(60));
    scoring.send(Events.pageViewed("https://s.test/").at(DAY_0).person(BERT));
    scoring.send(Events.pageViewed("https://s.test/").at(now).person(ANNA));
    somebodyDoesSomethingAt(now);
    assertThat(scoring.score(ANNA, "line").score()).isEqualTo(10_000);

    scoring.send(Events.pageViewed("https://s.test/old").at(DAY_0).person(ANNA));
    assertThat(shown("line", ANNA, now).score()).as("late").isEqualTo(10_000);
    ScoringDriver.merged(BERT, ANNA, now.plusMillis(1).toString()).forEach(scoring::send);
    assertThat(shown("line", ANNA, now).score()).as("merged").isEqualTo(10_000);
    somebodyDoesSomethingAt(now.plusSeconds(1));

    assertThat(scoring.changes().stream().filter(change -> change.person().equals(ANNA)))
        .isNotEmpty()
        .allSatisfy(change -> assertThat(change.bandTo()).isEqualTo("SEEN"))
        .allSatisfy(change -> assertThat(change.to()).isEqualTo(Points.of(10)));
    assertThat(scoring.log(ANNA)).as("three views, two ends").hasSize(5);
  }

  /**
   * Along 30 days, 10 of day 0 and 50 of day 25 are 101.67 - 2 t on day t until day 30, when the 10
   * are over, then 50 x (55 - t) / 30. Below 50 that is from day 25.83 on, below 20 from day 43 on.
   * The line of both goes through 20 on day 40.83, which is not true: until day 30 nothing is said.
   */
  @Test
  void whatIsSaidOfBandsDoesNotReachBeyondTheEndOfALine() {
    for (int leave : List.of(50, 20)) {
      PlanVersions lines =
          new PlanVersions(
              List.of(
                  TestPlans.plan(
                      "lines",
                      1,
                      TestPlans.BEGIN,
                      """
                      {"name": "Lines",
                       "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 10,
                                  "decay": {"linear": "P30D"}},
                                 {"id": "file", "anyOf": [{"event": "file.downloaded"}],
                                  "points": 50, "decay": {"linear": "P30D"}}],
                       "bands": [{"name": "HOT", "enter": 50, "leave": %d}]}
                      """
                          .formatted(leave))));
      try (ScoringDriver other = ScoringDriver.inMemory(lines, state.resolve("lines" + leave))) {
        Instant middle = DAY_0.plus(DAY.multipliedBy(25));
        other.send(Events.pageViewed("https://s.test/").at(DAY_0).person(ANNA));
        other.send(Events.of("file.downloaded").at(middle).person(ANNA));
        assertThat(nextOfLines(lines, other, middle))
            .isEqualTo(leave == 50 ? 25.833 : NEVER, within(0.001));
        Instant over = DAY_0.plus(DAY.multipliedBy(30));
        other.send(Events.of("search.performed").at(over).person(new UUID(0, 99)));
        for (int turn = 0; turn < 12; turn++) {
          other.advance(Duration.ofSeconds(1));
        }
        if (leave == 20) {
          assertThat(nextOfLines(lines, other, over)).isEqualTo(43, within(0.001));
        }
      }
    }
  }

  /** Gives the day. */
  private static double nextOfLines(PlanVersions plans, ScoringDriver scoring, Instant now) {
    PlanScore shown = new Scorekeeper(plans).shown("lines", scoring.score(ANNA, "lines"), now);
    return NextChange.of(plans, "lines", shown, scoring.log(ANNA), now)
        .map(next -> days(next.at()))
        .orElse(NEVER);
  }

  /** Long after single matches have left the ledger, and gone to another person and back. */
  @Test
  void whatHasLeftTheLedgerGoesOnAndAlongWithMergesAndSplits() {
    order(ANNA, DAY_0, "1");
    scoring.send(Events.of("order.cancelled").at(DAY_0).person(ANNA));
    Instant late = DAY_0.plus(DAY.multipliedBy(120));
    order(BERT, late, "2");
    somebodyDoesSomethingAt(late);
    scoring.advance(TURN);
    assertThat(scoring.log(ANNA)).allMatch(entry -> entry.match().subTotal());
    // 20 x 2^-4
    assertThat(shown(ANNA, late).score()).isEqualTo(1_250);

    ScoringDriver.merged(ANNA, BERT, late.plusSeconds(1).toString()).forEach(scoring::send);
    assertThat(shown(BERT, late).score()).isEqualTo(61_250);
    assertThat(shown(BERT, late.plus(DAY.multipliedBy(30))).score()).isEqualTo(30_625);

    ScoringDriver.parted(BERT, ANNA, late.plusSeconds(2).toString()).forEach(scoring::send);
    assertThat(shown(BERT, late.plus(DAY.multipliedBy(30))).score()).isEqualTo(30_000);
    assertThat(shown(ANNA, late.plus(DAY.multipliedBy(30))).score()).isEqualTo(625);
  }

  /** Anna's 60 of long ago are less than Bert's 30 of today; nobody wrote her row since. */
  @Test
  void theBestAreTheBestOfNow() {
    order(ANNA, DAY_0, "1");
    Instant now = DAY_0.plus(DAY.multipliedBy(40));
    scoring.send(Events.of("file.downloaded").at(now).person(BERT));

    // 60 x 2^(-4/3) = 23.811
    List<Rank> best = scoring.best("halving", 1, now);

    assertThat(best).extracting(Rank::person).containsExactly(BERT);
    assertThat(scoring.best("halving", 5, now))
        .extracting(Rank::total)
        .containsExactly(30_000L, 23_811L);
  }

  private void order(UUID person, Instant at, String id) {
    scoring.send(Events.orderPlaced(id, "20", "PLN").at(at).person(person));
  }

  private PlanScore shown(UUID person, Instant at) {
    return shown("halving", person, at);
  }

  private PlanScore shown(String plan, UUID person, Instant at) {
    return new Scorekeeper(plans).shown(plan, scoring.score(person, plan), at);
  }

  private PersonScores person(UUID person) {
    return new PersonScores(person, 1, null, scoring.head(person).state(), scoring.log(person));
  }

  private static double days(Instant at) {
    return Duration.between(DAY_0, at).toMillis() / (double) DAY.toMillis();
  }

  private void somebodyDoesSomethingAt(Instant at) {
    scoring.send(Events.of("search.performed").at(at).person(new UUID(0, 99)));
    for (int turn = 0; turn < 12; turn++) {
      scoring.advance(Duration.ofSeconds(1));
    }
  }
}
