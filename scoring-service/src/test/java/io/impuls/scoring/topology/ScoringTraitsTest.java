package io.impuls.scoring.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.score.ScoreDecision;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.Explainer;
import io.impuls.scoring.domain.PersonScores;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import io.impuls.testkit.Events;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SC-02: city = Kraków +5, withdrawn when it changes; a visit gives 10, and LOCAL is entered at 15
 * and left below 12.
 */
class ScoringTraitsTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID DEVICE = new UUID(0, 20);
  private static final String PLAN = "local";
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3_600);
  private static final Instant TWO = NOON.plusSeconds(7_200);
  private static final Instant THREE = NOON.plusSeconds(10_800);

  private static final String LOCAL =
      """
      {"name": "Local", "quietHours": {"from": "00:00", "to": "23:59"},
       "rules": [{"id": "krakow", "name": "Lives in Kraków", "points": 5,
                  "trait": {"field": "contact.city", "equals": "Kraków"}},
                 {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 10,
                  "ignoreQuietHours": true}],
       "bands": [{"name": "LOCAL", "enter": 15, "leave": 12}]}
      """;

  @TempDir Path state;
  private ScoringDriver scoring;

  @AfterEach
  void close() {
    scoring.close();
  }

  private void open(ScoringPlan... versions) {
    scoring = ScoringDriver.inMemory(new PlanVersions(List.of(versions)), state);
  }

  private void open() {
    open(version(1, TestPlans.BEGIN, LOCAL));
  }

  private static ScoringPlan version(int number, Instant from, String json) {
    return TestPlans.plan(PLAN, number, from, json);
  }

  @Test
  void pointsForATraitAreWithdrawnWhenItChanges() {
    open();
    scoring.send(view(NOON));

    scoring.send(city("Kraków", ONE));
    scoring.send(city("Gdańsk", TWO));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
    assertThat(scoring.decisions())
        .extracting(
            ScoreDecision::rule,
            ScoreDecision::points,
            ScoreDecision::outcome,
            ScoreDecision::occurredAt)
        .containsExactly(
            tuple("visit", Points.of(10), Outcome.AWARDED, NOON),
            tuple("krakow", Points.of(5), Outcome.AWARDED, ONE),
            tuple("krakow", Points.of(-5), Outcome.AWARDED, TWO));
    assertThat(scoring.changes())
        .extracting(ScoreChange::from, ScoreChange::to, ScoreChange::bandTo)
        .containsExactly(
            tuple(Points.ZERO, Points.of(10), null),
            tuple(Points.of(10), Points.of(15), "LOCAL"),
            tuple(Points.of(15), Points.of(10), null));
    assertThat(scoring.changes())
        .last()
        .extracting(c -> c.cause().type())
        .isEqualTo("contact.changed");
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void theLedgerSaysSinceWhenWhatHeld() {
    open();
    scoring.send(city("Kraków", ONE));
    scoring.send(city("Gdańsk", TWO));

    assertThat(new Explainer(plans(), scoring.log(ANNA)).newest(Optional.of(PLAN), 10))
        .extracting(why -> why.ruleName(), why -> why.version(), why -> why.words())
        .containsExactly(
            tuple(
                "Lives in Kraków", 1, "TRAIT: contact.city is Gdańsk; since 2026-03-02T14:00:00Z"),
            tuple(
                "Lives in Kraków", 1, "TRAIT: contact.city is Kraków; since 2026-03-02T13:00:00Z"));
  }

  /** The traits of events are the attributes of the card, as the contact service has them. */
  @Test
  void whatAnEventTellsCountsAsWell() {
    open();

    scoring.send(identified("Kraków", NOON));
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
    scoring.send(removed("city", ONE));

    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
  }

  @Test
  void whatWeSendOurselvesAndWhatMustNotBeProfiledTellsNothing() {
    open();

    scoring.send(
        Events.of(EventTypes.PERSON_IDENTIFIED)
            .id("sent")
            .from("mail", Source.Kind.CAMPAIGN)
            .trait("city", "Kraków")
            .at(NOON)
            .person(ANNA));
    scoring.send(
        Events.of(EventTypes.PERSON_IDENTIFIED)
            .id("private")
            .flag(EventFlag.NO_PROFILING)
            .trait("city", "Kraków")
            .at(NOON)
            .person(ANNA));

    assertThat(scoring.log(ANNA)).isEmpty();
  }

  /** Gdańsk until 14:00 becomes known after Kraków since 13:00: from 14:00 to 15:00 nothing. */
  @Test
  void aLateChangeFindsItsPlace() {
    open();
    scoring.send(city("Kraków", ONE));
    scoring.send(city("Kraków", THREE));

    scoring.send(city("Gdańsk", TWO));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
    assertThat(at(ONE)).isEqualTo(5_000);
    assertThat(at(TWO)).isZero();
    assertThat(at(THREE.minusMillis(1))).isZero();
    assertThat(at(THREE)).isEqualTo(5_000);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  /** What is told first of an earlier time is taken back when that turns out to be wrong. */
  @Test
  void pointsAreVoidedThatNeverShouldHaveBeen() {
    open();
    scoring.send(city("Gdańsk", NOON));
    scoring.send(city("Kraków", TWO));

    scoring.send(city("Gdańsk", THREE));
    scoring.send(removed("city", ONE));
    scoring.send(city("Kraków", NOON.minusSeconds(1)));

    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(at(NOON.minusSeconds(1))).isEqualTo(5_000);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void theSameToldTwiceCountsOnce() {
    open();

    scoring.send(city("Kraków", ONE));
    int told = scoring.decisions().size();
    scoring.send(city("Kraków", ONE));

    assertThat(scoring.decisions()).hasSize(told).hasSize(1);
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
  }

  /** The device told Kraków at one, Anna Gdańsk at noon: together Kraków is the later. */
  @Test
  void whatWasToldGoesWithThePersonAndComesBack() {
    open();
    scoring.send(city("Gdańsk", NOON));
    scoring.send(identified("Kraków", ONE, DEVICE));
    assertThat(scoring.score(DEVICE, PLAN).total()).isEqualTo(5_000);

    ScoringDriver.merged(DEVICE, ANNA, "2026-03-03T00:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
    assertThat(scoring.score(DEVICE, PLAN).total()).isZero();
    assertThat(scoring.head(DEVICE).alias()).contains(ANNA);
    Books.check(scoring, List.of(ANNA, DEVICE), PLAN);

    ScoringDriver.parted(ANNA, DEVICE, "2026-03-04T00:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    assertThat(scoring.score(DEVICE, PLAN).total()).isEqualTo(5_000);
    Books.check(scoring, List.of(ANNA, DEVICE), PLAN);
  }

  /** Both lived in Kraków: one person lives there once, and 5 + 5 are 5. */
  @Test
  void twoWhoAreOneHaveATraitOnce() {
    open();
    scoring.send(city("Kraków", NOON));
    scoring.send(identified("Kraków", ONE, DEVICE));

    ScoringDriver.merged(DEVICE, ANNA, "2026-03-03T00:00:00Z").forEach(scoring::send);

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
    Books.check(scoring, List.of(ANNA, DEVICE), PLAN);
  }

  /** From 14:00 on Kraków gives 8: what was told before counts by the new version from then on. */
  @Test
  void aNewVersionCountsFromItsBeginningOn() {
    String eight = LOCAL.replace("\"points\": 5", "\"points\": 8");
    open(version(1, TestPlans.BEGIN, LOCAL), version(2, TWO, eight));
    scoring.send(city("Kraków", ONE));
    assertThat(current(ONE).card().of(PLAN).total()).isEqualTo(5_000);
    assertThat(current(TWO).card().of(PLAN).total()).as("at read").isEqualTo(8_000);
    assertThat(scoring.score(ANNA, PLAN).total()).as("not written yet").isEqualTo(5_000);

    scoring.send(view(THREE));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(18_000);
    assertThat(at(TWO.minusMillis(1))).isEqualTo(5_000);
    assertThat(at(TWO)).isEqualTo(8_000);
    Books.check(scoring, List.of(ANNA), PLAN);
  }

  @Test
  void aVersionWithoutTheRuleTakesItsPointsAway() {
    String none = LOCAL.replace("Kraków\"}", "Łódź\"}").replace("\"krakow\"", "\"lodz\"");
    open(version(1, TestPlans.BEGIN, LOCAL), version(2, TWO, none));
    scoring.send(city("Kraków", ONE));

    scoring.send(view(THREE));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
    assertThat(at(TWO.minusMillis(1))).isEqualTo(5_000);
  }

  /** From 14:00 on one is LOCAL down to 10: by then the 5 of before go, and 10 are still LOCAL. */
  @Test
  void theBandIsThatOfTheVersionInForceWhenPointsGo() {
    String wider = LOCAL.replace("\"leave\": 12", "\"leave\": 10");
    open(version(1, TestPlans.BEGIN, LOCAL), version(2, TWO, wider));
    scoring.send(view(NOON));
    scoring.send(city("Kraków", ONE));

    scoring.send(city("Gdańsk", THREE));

    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
    assertThat(scoring.score(ANNA, PLAN).band()).isEqualTo("LOCAL");
    assertThat(scoring.decisions()).extracting(ScoreDecision::ruleVersion).containsExactly(1, 1, 2);
  }

  /** The rule leaves its group, in which 3 count at most: these go, and 5 outside of it come. */
  @Test
  void aRuleMayComeIntoAnotherGroup() {
    String grouped =
        LOCAL
            .replace("\"rules\"", "\"groups\": [{\"id\": \"who\", \"max\": 3}], \"rules\"")
            .replace("\"points\": 5,", "\"points\": 5, \"group\": \"who\",");
    open(version(1, TestPlans.BEGIN, grouped), version(2, TWO, LOCAL));
    scoring.send(city("Kraków", ONE));
    assertThat(scoring.score(ANNA, PLAN).score()).isEqualTo(3_000);

    scoring.send(view(THREE));

    assertThat(scoring.score(ANNA, PLAN).score()).isEqualTo(15_000);
    assertThat(scoring.score(ANNA, PLAN).groups()).isEmpty();
  }

  @Test
  void whileThePlanIsPausedWhatWasGivenStays() {
    String paused =
        LOCAL.replace("\"name\": \"Local\"", "\"name\": \"Local\", \"state\": \"PAUSED\"");
    open(version(1, TestPlans.BEGIN, LOCAL), version(2, ONE, paused), version(3, THREE, LOCAL));
    scoring.send(city("Kraków", NOON));

    scoring.send(city("Gdańsk", TWO));
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
    scoring.send(view(THREE.plusSeconds(1)));

    assertThat(scoring.score(ANNA, PLAN).total()).as("in force again").isEqualTo(10_000);
  }

  /** Unknown is neither Kraków nor not Kraków (3.25). */
  @Test
  void anUnknownTraitGivesNothingAndItsNegationNeither() {
    open(
        version(
            1,
            TestPlans.BEGIN,
            LOCAL.replace(
                "{\"field\": \"contact.city\", \"equals\": \"Kraków\"}",
                "{\"not\": {\"field\": \"contact.city\", \"equals\": \"Kraków\"}}")));

    scoring.send(change("plan", "gold", NOON));
    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
    scoring.send(city("Gdańsk", ONE));
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(5_000);
    scoring.send(removed("city", TWO));

    assertThat(scoring.score(ANNA, PLAN).total()).isZero();
  }

  /** Two rules of 5 share a group of 8 at most: the score is 8, and the sum 10. */
  @Test
  void pointsForTraitsStayWithinTheirGroup() {
    open(
        version(
            1,
            TestPlans.BEGIN,
            """
            {"name": "Local", "groups": [{"id": "who", "max": 8}],
             "rules": [{"id": "city", "points": 5, "group": "who",
                        "trait": {"field": "contact.city", "equals": "Kraków"}},
                       {"id": "plan", "points": 5, "group": "who",
                        "trait": {"field": "contact.plan", "equals": "gold"}}]}
            """));

    scoring.send(change(Map.of("city", "Kraków", "plan", "gold"), NOON));

    assertThat(scoring.score(ANNA, PLAN).score()).isEqualTo(8_000);
    assertThat(scoring.score(ANNA, PLAN).total()).isEqualTo(10_000);
  }

  @Test
  void nothingIsWrittenOfTraitsThatNoPlanLooksAtButTheFact() {
    open(version(1, TestPlans.BEGIN, TestPlans.VISITS));

    scoring.send(city("Kraków", NOON));

    assertThat(scoring.changes()).isEmpty();
    assertThat(scoring.decisions()).isEmpty();
    assertThat(scoring.head(ANNA).version()).isZero();
    assertThat(current(NOON).toldOnly()).isTrue();
  }

  private PlanVersions plans() {
    return new PlanVersions(List.of(version(1, TestPlans.BEGIN, LOCAL)));
  }

  private PersonScores current(Instant now) {
    return new PersonScores(
            ANNA, scoring.head(ANNA).version(), null, scoring.head(ANNA).state(), scoring.log(ANNA))
        .current(now, scoring.plans());
  }

  private long at(Instant at) {
    return current(THREE).at(at, scoring.plans()).orElseThrow().card().of(PLAN).total();
  }

  private static Event view(Instant at) {
    return Events.pageViewed("https://s.test/").id("view" + at).at(at).person(ANNA).build();
  }

  private static Event identified(String city, Instant at) {
    return identified(city, at, ANNA);
  }

  private static Event identified(String city, Instant at, UUID person) {
    return Events.of(EventTypes.PERSON_IDENTIFIED)
        .id("identified" + person + at)
        .trait("city", city)
        .at(at)
        .person(person)
        .build();
  }

  private static ContactChange city(String city, Instant at) {
    return change("city", city, at);
  }

  private static ContactChange removed(String name, Instant at) {
    return change(Collections.singletonMap(name, null), at);
  }

  private static ContactChange change(String name, String value, Instant at) {
    return change(Map.of(name, value), at);
  }

  private static ContactChange change(Map<String, Object> attributes, Instant at) {
    return new ContactChange(
        Events.WORKSPACE,
        ANNA,
        new UUID(7, at.toEpochMilli()),
        ContactChange.Kind.ATTRIBUTES,
        at,
        "jan",
        null,
        attributes,
        null,
        null);
  }
}
