package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreChange.GradeChange;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 3.8: A for Kraków with gold, B for Kraków, F for the rest; who is HOT with A or B is called. */
class ScoringGradeTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID DEVICE = new UUID(0, 20);
  private static final String PLAN = "graded";
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant EDITED = NOON.plusSeconds(36_000);

  private static final String GRADED =
      """
      {"name": "Graded",
       "rules": [{"id": "order", "anyOf": [{"event": "order.placed"}], "points": 80}],
       "bands": [{"name": "HOT", "enter": 80, "leave": 70}],
       "grade": {
         "grades": [
           {"name": "A", "when": {"all": [{"field": "contact.city", "equals": "Kraków"},
                                          {"field": "contact.plan", "equals": "gold"}]}},
           {"name": "B", "when": {"field": "contact.city", "equals": "Kraków"}},
           {"name": "F"}],
         "matrix": [{"segment": "call", "bands": ["HOT"], "grades": ["A", "B"]},
                    {"segment": "offer", "min": 40, "below": 90},
                    {"segment": "leave alone"}]}}
      """;

  @TempDir Path state;
  private PlanVersions plans;
  private ScoringDriver scoring;
  private int told;

  @BeforeEach
  void open() {
    plans =
        new PlanVersions(
            List.of(
                TestPlans.plan(PLAN, 1, TestPlans.BEGIN, GRADED),
                TestPlans.plan(
                    PLAN,
                    2,
                    EDITED,
                    GRADED
                        .replace("\"name\": \"B\"", "\"name\": \"C\"")
                        .replace("[\"A\", \"B\"]", "[\"A\", \"C\"]"))));
    scoring = ScoringDriver.inMemory(plans, state);
  }

  @AfterEach
  void close() {
    scoring.close();
  }

  @Test
  void theFirstGradeThatHoldsIsTheContacts() {
    assertThat(after("city", "Gdańsk")).isEqualTo(new Graded("F", "leave alone"));
    assertThat(after("city", "Kraków")).isEqualTo(new Graded("B", "leave alone"));
    assertThat(after("plan", "gold")).isEqualTo(new Graded("A", "leave alone"));
    assertThat(after("city", "Łódź")).isEqualTo(new Graded("F", "leave alone"));
  }

  @Test
  void aChangeOfTheGradeAloneIsTold() {
    after("city", "Kraków");

    after("plan", "gold");

    ScoreChange told = scoring.changes().get(scoring.changes().size() - 1);
    assertThat(told.grade()).isEqualTo(new GradeChange("B", "A", "leave alone", "leave alone"));
    assertThat(told.entries()).isEmpty();
    assertThat(List.of(told.from(), told.to())).containsExactly(Points.ZERO, Points.ZERO);
    assertThat(scoring.changes()).hasSize(2);
    after("shoes", "42");
    assertThat(scoring.changes()).as("nothing else is told").hasSize(2);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void scoreAndGradeTogetherNameTheSegment() {
    after("city", "Gdańsk");
    order(NOON.plusSeconds(100));

    assertThat(graded()).as("80 is from 40 to 90").isEqualTo(new Graded("F", "offer"));
    assertThat(scoring.changes().get(1).grade())
        .isEqualTo(new GradeChange("F", "F", "leave alone", "offer"));
    assertThat(after("city", "Kraków")).isEqualTo(new Graded("B", "call"));
    assertThat(after("city", "Gdańsk")).isEqualTo(new Graded("F", "offer"));
    order(NOON.plusSeconds(200));

    assertThat(graded()).as("160 is not below 90").isEqualTo(new Graded("F", "leave alone"));
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void theGradeIsKnownAsOfThen() {
    tell(ANNA, "city", "Kraków", NOON);
    tell(ANNA, "city", "Gdańsk", NOON.plusSeconds(20));
    order(NOON.plusSeconds(10));

    assertThat(at(NOON)).isEqualTo(new Graded("B", "leave alone"));
    assertThat(at(NOON.plusSeconds(10))).isEqualTo(new Graded("B", "call"));
    assertThat(at(NOON.plusSeconds(20))).isEqualTo(new Graded("F", "offer"));
  }

  /** From then on B is called C. */
  @Test
  void aNewVersionGradesFromItsBeginningOn() {
    tell(ANNA, "city", "Kraków", NOON);

    assertThat(current(EDITED.minusMillis(1)).card().traits().of(PLAN).grade()).isEqualTo("B");
    assertThat(current(EDITED).card().traits().of(PLAN).grade()).isEqualTo("C");
    order(EDITED);

    assertThat(graded()).isEqualTo(new Graded("C", "call"));
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void twoWhoAreOneHaveTheGradeOfBoth() {
    tell(ANNA, "city", "Kraków", NOON);
    tell(DEVICE, "plan", "gold", NOON);

    ScoringDriver.merged(DEVICE, ANNA, "2026-03-02T13:00:00Z").forEach(scoring::send);

    assertThat(graded().grade()).isEqualTo("A");
    assertThat(scoring.head(DEVICE).alias()).contains(ANNA);
    assertThat(scoring.head(DEVICE).state().traits().grades()).isEmpty();
    Books.check(scoring, List.of(ANNA, DEVICE), PLAN);
  }

  private Graded after(String name, String value) {
    told++;
    tell(ANNA, name, value, NOON.plusSeconds(1_000 + told));
    return graded();
  }

  private Graded graded() {
    return scoring.head(ANNA).state().traits().of(PLAN);
  }

  private PersonScores current(Instant now) {
    return new PersonScores(
            ANNA, scoring.head(ANNA).version(), null, scoring.head(ANNA).state(), scoring.log(ANNA))
        .current(now, plans);
  }

  private Graded at(Instant at) {
    return current(NOON.plusSeconds(60)).at(at, plans).orElseThrow().card().traits().of(PLAN);
  }

  private void tell(UUID person, String name, String value, Instant at) {
    scoring.send(
        Events.of(EventTypes.PERSON_IDENTIFIED)
            .id(name + person + at)
            .trait(name, value)
            .at(at)
            .person(person));
  }

  private void order(Instant at) {
    scoring.send(Events.orderPlaced("o" + at, "20", "PLN").id("o" + at).at(at).person(ANNA));
  }
}
