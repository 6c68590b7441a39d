package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.rules.Problem;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.traits.Grading.Graded;
import io.impuls.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans that look at traits: how they are read, linted, tried out and explained. */
class TraitPlansTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static final String LOCAL =
      """
      {"name": "Local",
       "rules": [{"id": "krakow", "name": "Lives in Kraków", "points": 5,
                  "trait": {"field": "contact.city", "equals": "Kraków"}},
                 {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 10}],
       "bands": [{"name": "LOCAL", "enter": 15, "leave": 12}],
       "grade": {"grades": [{"name": "A", "when": {"field": "contact.city", "exists": true}}],
                 "matrix": [{"segment": "call", "bands": ["LOCAL"], "grades": ["A"]}]}}
      """;

  @Test
  void listsWhatIsWrongWithRulesByTrait() {
    assertThat(
            problems(
                """
                {"name": "x", "rules": [
                  {"id": "a", "points": 5, "anyOf": [{"event": "page.viewed"}],
                   "trait": {"field": "contact.city", "equals": "Kraków"},
                   "cap": {"limit": 1, "window": "P1D"}, "ignoreQuietHours": true,
                   "decay": {"expire": "P1D"}},
                  {"id": "b", "points": {"count": "items"},
                   "trait": {"field": "city", "equals": "Kraków"}},
                  {"id": "c", "points": 1, "trait": {"field": "contact.city", "eq": "Kraków"}},
                  {"id": "d", "points": 1}]}
                """))
        .extracting(Problem::pointer, Problem::message)
        .contains(
            tuple(
                "/rules/0/anyOf",
                "leave it out, or the \"trait\": a rule has one of \"anyOf\" and \"trait\""),
            tuple("/rules/0/cap", "leave it out: points for a trait count exactly while it holds"),
            tuple(
                "/rules/1/points",
                "needs a number: a trait is no event that a number could be taken from"),
            tuple("/rules/1/trait/field", "unknown field \"city\"; did you mean contact.city?"),
            tuple("/rules/2/trait/eq", "unknown comparison \"eq\"; did you mean equals?"))
        .extracting(one -> one.toList().get(0))
        .containsExactlyInAnyOrder(
            "/rules/0/anyOf",
            "/rules/0/cap",
            "/rules/0/ignoreQuietHours",
            "/rules/0/decay",
            "/rules/1/points",
            "/rules/1/trait/field",
            "/rules/2/trait/eq",
            "/rules/3/anyOf");
  }

  @Test
  void aTraitOfNullIsNone() {
    assertThat(
            problems(
                """
                {"name": "x", "rules": [{"id": "a", "points": 1, "trait": null,
                                         "anyOf": [{"event": "page.viewed"}]}]}
                """))
        .isEmpty();
  }

  @Test
  void listsWhatIsWrongWithGradesAndTheMatrix() {
    assertThat(
            problems(
                """
                {"name": "x", "bands": [{"name": "HOT", "enter": 80, "leave": 70}],
                 "grade": {
                   "grades": [{"name": "A"},
                              {"name": "A", "when": {"field": "page.path", "equals": "/"}},
                              {"name": ""}],
                   "matrix": [{"segment": "call", "bands": ["WARM"], "grades": ["B"]},
                              {"segment": "", "min": 80, "below": 80}]}}
                """))
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/grade/grades/0",
            "/grade/grades/1/name",
            "/grade/grades/1/when/field",
            "/grade/grades/2/name",
            "/grade/matrix/0/bands/0",
            "/grade/matrix/0/grades/0",
            "/grade/matrix/1/segment",
            "/grade/matrix/1/below");
  }

  @Test
  void theLinterFindsTraitsThatNobodyHas() {
    String never =
        """
        {"all": [{"field": "contact.city", "equals": "Kraków"},
                 {"not": {"field": "contact.city", "equals": "Kraków"}}]}
        """;
    String json =
        """
        {"name": "x", "rules": [{"id": "a", "points": 1, "trait": %s}],
         "grade": {"grades": [{"name": "A", "when": %s}]}}
        """
            .formatted(never, never);

    assertThat(PlanLinter.lint(TestPlans.definition(json), plan(json), NOON))
        .extracting(Warning::kind, Warning::pointer)
        .containsExactly(
            tuple(Warning.Kind.CONDITION_NEVER_HOLDS, "/rules/0/trait"),
            tuple(Warning.Kind.CONDITION_NEVER_HOLDS, "/grade/grades/0/when"));
    assertThat(PlanLinter.lint(TestPlans.definition(LOCAL), plan(LOCAL), NOON)).isEmpty();
  }

  /** 10 for the visit, 5 for Kraków, and both stay or go: LOCAL from 15 on, left below 12. */
  @Test
  void aSimulationTakesTheTraitsOfItsEvents() {
    List<Simulation.Step> steps =
        Simulation.run(
            plan(LOCAL),
            List.of(view(NOON), told("Kraków", 60), view(NOON.plusSeconds(90)), told("Łódź", 120)));

    assertThat(steps)
        .extracting(
            Simulation.Step::points,
            Simulation.Step::score,
            Simulation.Step::band,
            Simulation.Step::graded)
        .containsExactly(
            tuple(Points.of(10), Points.of(10), null, Graded.NOTHING),
            tuple(Points.of(5), Points.of(15), "LOCAL", new Graded("A", "call")),
            tuple(Points.of(10), Points.of(25), "LOCAL", new Graded("A", "call")),
            tuple(Points.of(-5), Points.of(20), "LOCAL", new Graded("A", "call")));
    RuleVerdict changed = steps.get(1).rules().get(0);
    assertThat(changed.words())
        .isEqualTo("TRAIT: contact.city is Kraków; since 2026-03-02T12:01:00Z");
    RuleVerdict same = steps.get(2).rules().get(0);
    assertThat(same.matched()).isTrue();
    assertThat(same.words())
        .isEqualTo(
            "it looks at what is known of the contact, and that made no difference to it: its"
                + " points count already, as contact.city is Kraków");
  }

  @Test
  void whyNotSaysWhatIsKnownOfTheContact() {
    PlanVersions plans = new PlanVersions(List.of(plan(LOCAL)));

    RuleVerdict verdict =
        WhyNot.of(plans, ANNA, Optional.empty(), view(NOON), List.of()).rules().get(0);

    assertThat(verdict.matched()).isFalse();
    assertThat(verdict.words())
        .isEqualTo(
            "it looks at what is known of the contact, and that made no difference to it: its"
                + " points do not count, as contact.city is not known");
    assertThat(verdict.conditions()).hasSize(1);
  }

  private static List<Problem> problems(String json) {
    return new PlanCompiler(Duration.ofDays(31))
        .compile("x", 1, TestPlans.BEGIN, TestPlans.definition(json))
        .problems();
  }

  private static ScoringPlan plan(String json) {
    return TestPlans.plan("local", 1, TestPlans.BEGIN, json);
  }

  private static Event view(Instant at) {
    return Events.pageViewed("https://s.test/").id("v" + at).at(at).person(ANNA).build();
  }

  private static Event told(String city, int seconds) {
    return Events.of(EventTypes.PERSON_IDENTIFIED)
        .id(city)
        .trait("city", city)
        .at(NOON.plusSeconds(seconds))
        .person(ANNA)
        .build();
  }
}
