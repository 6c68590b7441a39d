package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.EventTypes;
import io.impuls.rules.ledger.Match;
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
 * What was told longer ago than the retention of 61 days: what is known, and since when, stays, and
 * nobody can tell from a score or a band that the rest has gone.
 */
class ScoringTraitsFoldingTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final String PLAN = "local";
  private static final Duration TURN = Duration.ofSeconds(31);

  private static final String LOCAL =
      """
      {"name": "Local",
       "rules": [{"id": "krakow", "points": 5,
                  "trait": {"field": "contact.city", "equals": "Kraków"}},
                 {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 10},
                 {"id": "cancelled", "anyOf": [{"event": "order.cancelled"}], "points": -3},
                 {"id": "search", "anyOf": [{"event": "search.performed"}], "points": 1}],
       "bands": [{"name": "LOCAL", "enter": 15, "leave": 12}]}
      """;

  @TempDir Path state;
  private ScoringDriver scoring;

  /** 10 for a visit and 5 for Kraków since the 4th: LOCAL; 3 less is 12, and still LOCAL. */
  @BeforeEach
  void allThisIsLongAgo() {
    scoring =
        ScoringDriver.inMemory(
            new PlanVersions(List.of(TestPlans.plan(PLAN, 1, TestPlans.BEGIN, LOCAL))), state);
    city("Kraków", 1);
    act("page.viewed", "2026-01-01T12:00:00Z");
    city("Kraków", 2);
    city("Gdańsk", 3);
    city("Kraków", 4);
    city("Kraków", 5);
    city("Kraków", 6);
    act("order.cancelled", "2026-01-07T10:00:00Z");
    act("search.performed", "2026-06-01T10:00:00Z");
    scoring.advance(TURN);
    scoring.advance(TURN);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void whatIsKnownStaysAndSinceWhen() {
    assertThat(times(Match.Part.FACT))
        .containsExactly("2026-01-04T10:00:00Z", "2026-01-06T10:00:00Z");
    assertThat(times(Match.Part.TRAIT)).containsExactly("2026-01-04T10:00:00Z");
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(13_000);
    assertThat(scoring.decisions()).as("visit, cancelled, search, and Kraków thrice").hasSize(6);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  /** 13 and 14 are LOCAL only on the way down from 15. */
  @Test
  void theBandGoesOnFromWhereItWas() {
    act("search.performed", "2026-05-20T10:00:00Z");

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(14_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("LOCAL");
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void whatIsGivenForATraitOfLongAgoIsStillWithdrawn() {
    scoring.send(told("Gdańsk", "2026-06-02T10:00:00Z"));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(8_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isNull();
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  private List<String> times(Match.Part part) {
    return scoring.log(ANNA).stream()
        .map(entry -> entry.match())
        .filter(match -> match.part() == part)
        .map(match -> match.occurredAt().toString())
        .toList();
  }

  private void city(String city, int day) {
    scoring.send(told(city, "2026-01-0" + day + "T10:00:00Z"));
  }

  private static Events told(String city, String at) {
    return Events.of(EventTypes.PERSON_IDENTIFIED)
        .id("told" + at)
        .trait("city", city)
        .at(at)
        .person(ANNA);
  }

  private void act(String type, String at) {
    scoring.send(Events.of(type).id(type + at).at(Instant.parse(at)).person(ANNA));
  }
}
