package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.Rank;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores within limits of the plan and of groups of its rules (3.4, SC-12). */
class ScoringLimitsTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final String PLAN = "limited";

  private static final String LIMITED =
      """
      {"name": "Limited", "min": 0, "max": 100,
       "groups": [{"id": "views", "max": 30}],
       "rules": [{"id": "order", "anyOf": [{"event": "order.placed"}], "points": 70},
                 {"id": "cancel", "anyOf": [{"event": "order.cancelled"}], "points": -10},
                 {"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 20,
                  "group": "views"},
                 {"id": "mail", "anyOf": [{"event": "email.sent"}], "points": 1},
                 {"id": "sms", "anyOf": [{"event": "sms.sent"}], "points": 2}],
       "bands": [{"name": "WARM", "enter": 30, "leave": 20}]}
      """;

  @TempDir Path state;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    scoring =
        ScoringDriver.inMemory(
            new PlanVersions(List.of(TestPlans.plan(PLAN, 1, TestPlans.BEGIN, LIMITED))), state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  /**
   * Version 2 from noon on lets the group give 50 points in 24 hours: with 30 of 10:00, of 30 at
   * 13:00 there are 20 left, and nothing at 14:00.
   */
  @Test
  void aCapCountsWhatVersionsWithoutItGave() {
    String free =
        """
        {"name": "x", "groups": [{"id": "web"}],
         "rules": [{"id": "view", "anyOf": [{"event": "page.viewed"}], "points": 30,
                    "group": "web"}]}
        """;
    String capped =
        free.replace(
            "{\"id\": \"web\"}",
            "{\"id\": \"web\", \"cap\": {\"points\": 50, \"window\": \"PT24H\"}}");
    PlanVersions plans =
        new PlanVersions(
            List.of(
                TestPlans.plan("x", 1, TestPlans.BEGIN, free),
                TestPlans.plan("x", 2, Instant.parse("2026-03-02T12:00:00Z"), capped)));
    try (ScoringDriver other = ScoringDriver.inMemory(plans, state.resolve("capped"))) {
      List<Long> totals = new java.util.ArrayList<>();
      for (String hour : List.of("10", "13", "14")) {
        other.send(
            Events.pageViewed("https://s.test/").at("2026-03-02T" + hour + ":00:00Z").person(ANNA));
        totals.add(other.score(ANNA, "x").total());
      }

      assertThat(totals).containsExactly(30_000L, 50_000L, 50_000L);
    }
  }

  /** 70 + 70 are 100, raw 140; four cancellations move nothing, a fifth makes it 90. */
  @Test
  void staysAtTheLimitUntilTheSumComesBelowIt() {
    order("order.placed", 1);
    order("order.placed", 2);
    for (int i = 3; i < 8; i++) {
      order("order.cancelled", i);
    }

    assertThat(scoring.changes())
        .extracting(ScoreChange::from, ScoreChange::to)
        .containsExactly(
            tuple(Points.ZERO, Points.of(70)),
            tuple(Points.of(70), Points.of(100)),
            tuple(Points.of(100), Points.of(90)));
    assertThat(scoring.decisions()).as("every match is decided").hasSize(7);
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(90_000);
    assertThat(scoring.best(PLAN, 1)).extracting(Rank::total).containsExactly(90_000L);
  }

  @Test
  void neverFallsBelowTheLowest() {
    order("order.cancelled", 1);

    assertThat(scoring.score(ANNA, PLAN).score()).isZero();
    assertThat(scoring.changes()).isEmpty();
  }

  /** Two views are 30 of 40; WARM begins with them, late or not. */
  @Test
  void aGroupGivesNoMoreThanItsLimit() {
    view("2026-03-02T10:00:00Z");
    view("2026-03-02T09:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).score()).isEqualTo(30_000);
    assertThat(scoring.score(ANNA, PLAN).groups()).containsExactly(Map.entry("views", 40_000L));
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("WARM");
  }

  /** SC-12: e-mail sent +1, SMS sent +2; forty of them warm nobody. */
  @Test
  void whatWeSendDoesNotWarmAnybody() {
    for (int i = 0; i < 40; i++) {
      scoring.send(Events.of("email.sent").id("m" + i).person(ANNA));
    }
    scoring.send(Events.of("sms.sent").id("s").person(ANNA));

    assertThat(scoring.score(ANNA, PLAN).score()).isEqualTo(42_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isNull();
  }

  /** Apart 30 and 30, together 30; and apart again. */
  @Test
  void limitsHoldForTheUnionOfAMerge() {
    view("2026-03-02T10:00:00Z");
    view("2026-03-02T11:00:00Z");
    scoring.send(Events.pageViewed("https://s.test/").id("b1").person(BERT));
    scoring.send(Events.pageViewed("https://s.test/").id("b2").person(BERT));

    ScoringDriver.merged(ANNA, BERT, "2026-03-04T00:00:00Z").forEach(scoring::send);
    assertThat(scoring.score(BERT, PLAN).score()).isEqualTo(30_000);
    assertThat(scoring.score(BERT, PLAN).total()).isEqualTo(80_000);
    ScoringDriver.parted(BERT, ANNA, "2026-03-04T01:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).score()).isEqualTo(30_000);
    assertThat(scoring.score(BERT, PLAN).score()).isEqualTo(30_000);
    assertThat(scoring.changes())
        .filteredOn(change -> change.person().equals(ANNA))
        .last()
        .extracting(ScoreChange::to)
        .isEqualTo(Points.of(30));
  }

  private void order(String type, int number) {
    scoring.send(
        Events.of(type)
            .id(type + number)
            .at(Instant.parse("2026-03-02T10:00:00Z").plusSeconds(number))
            .person(ANNA));
  }

  private void view(String at) {
    scoring.send(Events.pageViewed("https://s.test/").id(at).at(at).person(ANNA));
  }
}
