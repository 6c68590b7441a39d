package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.Explainer;
import io.impuls.scoring.domain.NextChange;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that expire: 60 for an order, for 10 days; HOT from 60 on, left below 50. */
class ScoringDecayTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final String PLAN = "fading";
  private static final Instant ORDERED = Instant.parse("2026-03-20T10:00:00Z");
  private static final Instant EXPIRED = ORDERED.plus(Duration.ofDays(10));

  private static final String FADING =
      """
      {"name": "Fading",
       "rules": [{"id": "order", "name": "Order", "anyOf": [{"event": "order.placed"}],
                  "points": 60, "decay": {"expire": "P10D"}},
                 {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 1}],
       "bands": [{"name": "HOT", "enter": 60, "leave": 50}]}
      """;

  @TempDir Path state;
  private PlanVersions plans;
  private ScoringDriver scoring;

  @BeforeEach
  void open() {
    plans = new PlanVersions(List.of(TestPlans.plan(PLAN, 1, TestPlans.BEGIN, FADING)));
    scoring = ScoringDriver.inMemory(plans, state);
    scoring.send(Events.orderPlaced("1", "20", "PLN").at(ORDERED).person(ANNA));
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void theBandEndsAtTheInstantAtWhichThePointsExpire() {
    assertThat(NextChange.of(plans, PLAN, scoring.log(ANNA), ORDERED))
        .contains(new NextChange(EXPIRED, Points.of(-60), "order"));
    somebodyDoesSomethingAt(EXPIRED.minusMillis(1));
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("HOT");

    somebodyDoesSomethingAt(EXPIRED);

    ScoreChange last = scoring.changes().get(scoring.changes().size() - 1);
    assertThat(List.of(last.from(), last.to())).containsExactly(Points.of(60), Points.ZERO);
    assertThat(last.occurredAt()).isEqualTo(EXPIRED);
    assertThat(last.cause().type()).isEqualTo("points.expired");
    assertThat(last.bandFrom()).isEqualTo("HOT");
    assertThat(last.bandTo()).isNull();
    assertThat(scoring.decisions())
        .extracting(ScoreDecision::rule, ScoreDecision::points, ScoreDecision::outcome)
        .containsExactly(
            tuple("order", Points.of(60), Outcome.AWARDED),
            tuple("order", Points.of(-60), Outcome.AWARDED));
    assertThat(scoring.score(ANNA, PLAN).lastActivity()).isEqualTo(ORDERED);
    assertThat(new Explainer(plans, scoring.log(ANNA)).newest(Optional.of(PLAN), 1).get(0).words())
        .isEqualTo("EXPIRED: 0 % are left PT240H after the award");
    assertThat(NextChange.of(plans, PLAN, scoring.log(ANNA), EXPIRED)).isEmpty();
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  /** What happened meanwhile, and becomes known late, is seen where it belongs. */
  @Test
  void aLateEventFindsItsPlaceBeforeTheEnd() {
    somebodyDoesSomethingAt(EXPIRED);

    scoring.send(Events.orderPlaced("2", "20", "PLN").at(EXPIRED.minusSeconds(60)).person(ANNA));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(60_000);
    assertThat(scoring.score(ANNA, PLAN).band()).as("120, then 60").isEqualTo("HOT");
  }

  private void somebodyDoesSomethingAt(Instant at) {
    scoring.send(Events.of("search.performed").at(at).person(new UUID(0, 99)));
    scoring.advance(Duration.ofSeconds(2));
  }
}
