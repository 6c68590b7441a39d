package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passage of time: windows, late events, versions that change in between, expiry. */
class ScoringTimeTest {

  private static final UUID ANNA = new UUID(0, 10);

  @TempDir Path state;
  private ScoringDriver scoring;

  @AfterEach
  void close() {
    scoring.close();
  }

  /** SC-10 and the late visit of semantics 3.1: the awards move, the total stays 60. */
  @Test
  void aLateVisitTakesTheAwardsOfLaterOnes() {
    open(TestPlans.visits());
    visit("2026-03-02T10:00:00Z");
    visit("2026-03-02T15:00:00Z");
    visit("2026-03-03T09:59:59Z");
    visit("2026-03-03T10:00:00Z");
    assertThat(awards()).containsExactly("2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z");
    int before = scoring.decisions().size();

    scoring.send(
        Events.pageViewed("https://s.test/")
            .at("2026-03-02T08:00:00Z")
            .receivedAt(Instant.parse("2026-03-03T12:00:00Z"))
            .timeliness(Timeliness.LATE)
            .person(ANNA));

    assertThat(awards()).containsExactly("2026-03-02T08:00:00Z", "2026-03-03T09:59:59Z");
    assertThat(scoring.score(ANNA, "visits").total()).isEqualTo(60_000);
    assertThat(scoring.decisions().subList(before, scoring.decisions().size()))
        .extracting(
            decision -> decision.occurredAt().toString(),
            ScoreDecision::outcome,
            ScoreDecision::reason,
            ScoreDecision::points)
        .containsExactly(
            tuple("2026-03-02T08:00:00Z", Outcome.AWARDED, null, Points.of(30)),
            tuple("2026-03-02T10:00:00Z", Outcome.VOIDED, Suppression.CAP, Points.of(-30)),
            tuple("2026-03-03T09:59:59Z", Outcome.AWARDED, null, Points.of(30)),
            tuple("2026-03-03T10:00:00Z", Outcome.VOIDED, Suppression.CAP, Points.of(-30)));
    Books.check(scoring, List.of(ANNA), "visits");
  }

  /** Semantics 3.3: v1 30 points in 24 h, v2 from 12:00 20 points in 6 h. */
  @Test
  void awardsOfAnOlderVersionFillTheWindowOfTheNewer() {
    String shorter =
        TestPlans.VISITS.replace("PT24H", "PT6H").replace("\"points\": 30", "\"points\": 20");
    open(
        new PlanVersions(
            List.of(
                TestPlans.plan("visits", 1, TestPlans.BEGIN, TestPlans.VISITS),
                TestPlans.plan("visits", 2, Instant.parse("2026-03-02T12:00:00Z"), shorter))));

    for (String at : List.of("10:00", "11:30", "13:00", "16:00", "16:30")) {
      visit("2026-03-02T" + at + ":00Z");
    }

    assertThat(scoring.decisions())
        .extracting(decision -> decision.points().toString(), ScoreDecision::ruleVersion)
        .containsExactly(
            tuple("30", 1), tuple("0", 1), tuple("0", 2), tuple("20", 2), tuple("0", 2));
  }

  /** A night event that arrives by day is still dropped (3.5), and consumes no cap. */
  @Test
  void quietHoursGoByWhenItHappenedNotWhenItCame() {
    open(TestPlans.demo());

    scoring.send(
        Events.pageViewed("https://s.test/a")
            .at("2026-03-02T03:00:00Z")
            .receivedAt(Instant.parse("2026-03-02T12:00:00Z"))
            .person(ANNA));
    scoring.send(Events.pageViewed("https://s.test/a").at("2026-03-02T05:00:00Z").person(ANNA));

    assertThat(scoring.decisions())
        .extracting(ScoreDecision::outcome, ScoreDecision::reason)
        .containsExactly(
            tuple(Outcome.SUPPRESSED, Suppression.QUIET), tuple(Outcome.AWARDED, null));
  }

  @Test
  void historicalEventsNeverCount() {
    open(TestPlans.demo());

    scoring.send(
        Events.orderPlaced("1", "250", "GBP").timeliness(Timeliness.HISTORICAL).person(ANNA));

    assertThat(scoring.decisions()).isEmpty();
    assertThat(scoring.score(ANNA, TestPlans.DEMO).total()).isZero();
  }

  /** Decision 7: an import adds to sums, and its changes say that it was one. */
  @Test
  void importedHistoryCounts() {
    open(TestPlans.demo());

    scoring.send(
        Events.orderPlaced("1", "250", "GBP")
            .timeliness(Timeliness.HISTORICAL)
            .flag(EventFlag.BACKFILL)
            .person(ANNA));

    assertThat(scoring.decisions()).extracting(ScoreDecision::outcome).contains(Outcome.AWARDED);
    assertThat(scoring.score(ANNA, TestPlans.DEMO).total()).isPositive();
    assertThat(scoring.changes()).allMatch(change -> change.cause().backfill());
  }

  /** A late cancellation between two orders: the score never touched 60 on the way. */
  @Test
  void aLateEventCorrectsTheBand() {
    open(TestPlans.demo());
    scoring.send(Events.orderPlaced("1", "250", "GBP").at("2026-03-02T10:00:00Z").person(ANNA));
    scoring.send(Events.orderPlaced("2", "20", "GBP").at("2026-03-02T12:00:00Z").person(ANNA));
    assertThat(scoring.score(ANNA, TestPlans.DEMO).band()).isEqualTo("HOT");

    scoring.send(
        Events.of("order.cancelled")
            .at("2026-03-02T11:00:00Z")
            .timeliness(Timeliness.LATE)
            .person(ANNA));

    // 50, 20, 40: below the entry all the way, although 40 alone would keep HOT.
    assertThat(scoring.score(ANNA, TestPlans.DEMO).total()).isEqualTo(40_000);
    assertThat(scoring.score(ANNA, TestPlans.DEMO).band()).isNull();
    assertThat(scoring.changes().get(2).bandFrom()).isEqualTo("HOT");
    assertThat(scoring.changes().get(2).bandTo()).isNull();
    Books.check(scoring, List.of(ANNA), TestPlans.DEMO);
  }

  @Test
  void oldMatchesFoldIntoASumThatTheScoreKeeps() {
    open(TestPlans.demo());
    scoring.send(Events.orderPlaced("1", "250", "GBP").at("2026-03-02T10:00:00Z").person(ANNA));
    scoring.send(Events.orderPlaced("2", "250", "GBP").at("2026-03-02T11:00:00Z").person(ANNA));
    scoring.send(Events.orderPlaced("3", "20", "GBP").at("2026-06-02T10:00:00Z").person(ANNA));

    scoring.advance(Duration.ofMinutes(5));
    scoring.send(Events.of("order.cancelled").at("2026-05-30T10:00:00Z").person(ANNA));

    assertThat(scoring.log(ANNA)).hasSize(3);
    // 100 - 30 + 20, HOT all the way.
    assertThat(scoring.score(ANNA, TestPlans.DEMO).total()).isEqualTo(90_000);
    assertThat(scoring.score(ANNA, TestPlans.DEMO).band()).isEqualTo("HOT");
    Books.check(scoring, List.of(ANNA), TestPlans.DEMO);
  }

  private void open(PlanVersions plans) {
    scoring = new ScoringDriver(plans, state);
  }

  private void visit(String at) {
    scoring.send(Events.pageViewed("https://s.test/").at(at).person(ANNA));
  }

  private List<String> awards() {
    return scoring.log(ANNA).stream()
        .filter(Entry::consumes)
        .map(entry -> entry.match().occurredAt().toString())
        .toList();
  }
}
