package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A year of people who order once goes by faster than the timers have their turns, as in a replay
 * and in a rebuild of the state. Whatever waits for a time comes all the same.
 */
class ScoringYearTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int PEOPLE = 3_000;
  private static final int SECONDS = 365 * 86_400;

  private static final String PLAN =
      """
      {"name": "Year",
       "rules": [{"id": "order", "anyOf": [{"event": "order.placed"}], "points": 20,
                  "decay": {"steps": [{"after": "P10D", "percent": 50},
                                      {"after": "P30D", "percent": 0}]}},
                 {"id": "value", "anyOf": [{"event": "order.placed"}], "points": 7,
                  "decay": {"expire": "P30D"}},
                 {"id": "lapsed", "anyOf": [{"event": "order.placed"}], "points": -10,
                  "unless": {"anyOf": [{"event": "order.placed"}], "within": "P14D", "times": 2}}]}
      """;

  @TempDir Path state;

  /** In the end nothing of an order is left, and both waits have taken ten points. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatWaitsForATimeComesHoweverFastTimeGoes(long seed) {
    Random random = new Random(seed);
    PlanVersions plans = new PlanVersions(List.of(TestPlans.plan("year", 1, START, PLAN)));
    List<UUID> people = new ArrayList<>();
    try (ScoringDriver scoring = ScoringDriver.inMemory(plans, state)) {
      for (int i = 0; i < PEOPLE; i++) {
        UUID person = new UUID(random.nextLong(), i);
        people.add(person);
        Instant at = START.plusSeconds((long) SECONDS * i / PEOPLE);
        scoring.send(Events.orderPlaced("o" + i, "20", "GBP").at(at.toString()).person(person));
        if (random.nextInt(60) == 0) {
          scoring.advance(Duration.ofMillis(random.nextInt(9_000)));
        }
      }
      scoring.send(
          Events.orderPlaced("last", "20", "GBP")
              .at(START.plusSeconds(SECONDS + 40L * 86_400).toString())
              .person(new UUID(0, 1)));
      scoring.letWaitsEnd(Duration.ofSeconds(2));

      assertThat(people)
          .allSatisfy(
              person -> assertThat(scoring.score(person, "year").total()).isEqualTo(-20_000));
    }
  }
}
