package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.contracts.score.Suppression;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
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

/**
 * Quiet hours that defer (3.5): 30 points for a visit, once in 24 hours, not from 22:00 to 06:00.
 */
class ScoringDeferralTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final String PLAN = "visits";

  /** In Warsaw 06:00 is 05:00 UTC in winter. */
  private static final Instant MORNING = Instant.parse("2026-03-03T05:00:00Z");

  private static final String DEFERRING =
      """
      {"name": "Visits", "zone": "Europe/Warsaw",
       "quietHours": {"from": "22:00", "to": "06:00", "effect": "DEFER"},
       "rules": [{"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}],
                  "points": 30, "cap": {"limit": 1, "window": "PT24H"}},
                 {"id": "any", "anyOf": [{"event": "page.viewed"}], "points": 1,
                  "ignoreQuietHours": true}]}
      """;

  @TempDir Path state;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    scoring =
        ScoringDriver.inMemory(
            new PlanVersions(List.of(TestPlans.plan(PLAN, 1, TestPlans.BEGIN, DEFERRING))), state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void countsAtTheEndOfTheHoursAndNotBefore() {
    view(ANNA, "2026-03-02T23:10:00Z");
    somebodyDoesSomethingAt("2026-03-03T04:59:59.999Z");
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(1_000);

    somebodyDoesSomethingAt("2026-03-03T05:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(31_000);
    assertThat(scoring.decisions())
        .filteredOn(decision -> decision.rule().equals("visit"))
        .extracting(ScoreDecision::occurredAt, ScoreDecision::points, ScoreDecision::outcome)
        .containsExactly(tuple(MORNING, Points.of(30), Outcome.AWARDED));
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  /**
   * Caps apply when it counts: 06:00 gives, so 07:00 does not, and neither does the other night's.
   */
  @Test
  void capsApplyWhenItCounts() {
    view(ANNA, "2026-03-03T06:00:00Z");
    view(ANNA, "2026-03-02T23:10:00Z");
    view(ANNA, "2026-03-03T01:10:00Z");

    somebodyDoesSomethingAt("2026-03-03T07:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(33_000);
    assertThat(scoring.log(ANNA))
        .filteredOn(entry -> entry.match().lineage().endsWith("visit"))
        .extracting(entry -> entry.match().occurredAt().toString(), entry -> entry.reason())
        .hasSize(3)
        .contains(tuple("2026-03-03T06:00:00Z", Suppression.CAP));
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void theSameEventTwiceCountsOnce() {
    view(ANNA, "2026-03-02T23:10:00Z");
    view(ANNA, "2026-03-02T23:10:00Z");
    somebodyDoesSomethingAt("2026-03-03T07:00:00Z");

    view(ANNA, "2026-03-02T23:10:00Z");
    somebodyDoesSomethingAt("2026-03-03T08:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(31_000);
  }

  /** What still waits goes to whom the person becomes, and what counted goes along. */
  @Test
  void followsMergesAndSplits() {
    view(ANNA, "2026-03-02T23:10:00Z");
    ScoringDriver.merged(ANNA, BERT, "2026-03-03T01:00:00Z").forEach(scoring::send);

    somebodyDoesSomethingAt("2026-03-03T07:00:00Z");
    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(31_000);

    ScoringDriver.parted(BERT, ANNA, "2026-03-03T08:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(31_000);
    assertThat(scoring.score(BERT, PLAN).total()).isZero();
    Books.check(scoring, List.of(ANNA, BERT), PLAN);
  }

  /** The night of 29 March lasts until 06:00 summer time, which is 04:00 UTC. */
  @Test
  void endsByTheClockOfTheNightInWhichItChanges() {
    view(ANNA, "2026-03-28T23:10:00Z");

    somebodyDoesSomethingAt("2026-03-29T04:00:00Z");

    assertThat(scoring.log(ANNA))
        .extracting(entry -> entry.match().occurredAt().toString())
        .contains("2026-03-29T04:00:00Z");
  }

  private void somebodyDoesSomethingAt(String at) {
    scoring.send(Events.of("search.performed").at(at).person(new UUID(0, 99)));
    scoring.advance(Duration.ofSeconds(2));
  }

  private void view(UUID person, String at) {
    scoring.send(Events.pageViewed("https://s.test/").id(person + at).at(at).person(person));
  }
}
