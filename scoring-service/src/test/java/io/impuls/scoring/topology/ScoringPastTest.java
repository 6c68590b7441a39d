package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.streams.ledger.Head;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The score as of an instant is what the score was then. */
class ScoringPastTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String PLAN = "walk";

  /** Levels far apart: the band depends on the way. */
  private static final PlanVersions PLANS =
      new PlanVersions(
          List.of(
              TestPlans.plan(
                  PLAN,
                  1,
                  START,
                  """
                  {"name": "Walk",
                   "rules": [{"id": "up", "anyOf": [{"event": "order.placed"}], "points": 10,
                              "cap": {"limit": 2, "window": "PT5H"}},
                             {"id": "down", "anyOf": [{"event": "order.cancelled"}],
                              "points": -10}],
                   "bands": [{"name": "HOT", "enter": 20, "leave": -20},
                             {"name": "WARM", "enter": 0, "leave": -40}]}
                  """)));

  @TempDir Path state;

  @Test
  void isWhatItWasWhenThatHadHappened() {
    try (ScoringDriver scoring = ScoringDriver.inMemory(PLANS, state)) {
      Random random = new Random(7);
      Map<Instant, PlanScore> history = new TreeMap<>();
      for (int hour = 1; hour <= 120; hour++) {
        Instant at = START.plus(Duration.ofHours(hour));
        String type = random.nextInt(3) > 0 ? "order.placed" : "order.cancelled";
        scoring.send(Events.of(type).id("e" + hour).at(at).person(ANNA));
        history.put(at, scoring.score(ANNA, PLAN));
      }

      history.forEach(
          (at, was) -> assertThat(at(scoring, ANNA, at.plusMillis(1))).as("%s", at).contains(was));
      assertThat(at(scoring, ANNA, START)).contains(PlanScore.NONE);
    }
  }

  /** 10 at 01:00, known at 03:00 only; with it the score at 02:00 was 20. */
  @Test
  void knowsWhatCameLate() {
    try (ScoringDriver scoring = new ScoringDriver(PLANS, state)) {
      order(scoring, ANNA, 2);
      order(scoring, ANNA, 3);
      order(scoring, ANNA, 1);

      assertThat(at(scoring, ANNA, hour(2)).orElseThrow().total()).isEqualTo(20_000);
      assertThat(at(scoring, ANNA, hour(2)).orElseThrow().band()).isEqualTo("HOT");
      assertThat(at(scoring, ANNA, hour(1)).orElseThrow().total()).isEqualTo(10_000);
    }
  }

  /** What is older than the retention of 61 days has left the ledger by the next upkeep. */
  @Test
  void isUnknownWhereTheWayHasLeftTheLedger() {
    try (ScoringDriver scoring = new ScoringDriver(PLANS, state)) {
      order(scoring, ANNA, 1);
      order(scoring, ANNA, 24 * 70);
      scoring.advance(Duration.ofSeconds(31));

      assertThat(scoring.log(ANNA)).hasSize(2);
      assertThat(at(scoring, ANNA, START.plusSeconds(1))).isEmpty();
      assertThat(at(scoring, ANNA, hour(24 * 69)).orElseThrow().total()).isEqualTo(10_000);
    }
  }

  @Test
  void isThatOfTheUnionAfterAMerge() {
    try (ScoringDriver scoring = new ScoringDriver(PLANS, state)) {
      order(scoring, ANNA, 1);
      order(scoring, BERT, 2);
      ScoringDriver.merged(ANNA, BERT, hour(4).toString()).forEach(scoring::send);

      assertThat(at(scoring, BERT, hour(1)).orElseThrow().total()).isEqualTo(10_000);
      assertThat(at(scoring, BERT, hour(2)).orElseThrow().total()).isEqualTo(20_000);
    }
  }

  private static Optional<PlanScore> at(ScoringDriver scoring, UUID person, Instant at) {
    Head<ScoreCard> head = scoring.head(person);
    return new PersonScores(person, head.version(), null, head.state(), scoring.log(person))
        .at(at, PLANS)
        .map(then -> then.card().of(PLAN));
  }

  private static void order(ScoringDriver scoring, UUID person, int hour) {
    scoring.send(Events.of("order.placed").id(person + "-" + hour).at(hour(hour)).person(person));
  }

  private static Instant hour(int hour) {
    return START.plus(Duration.ofHours(hour));
  }
}
