package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.rules.time.Interval;
import io.impuls.scoring.TestPlans;
import io.impuls.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

  /** SC-10: 10:00 +30, 15:00 0, next day 09:59:59 0, next day 10:00:00 +30; in any order given. */
  @Test
  void judgesStepByStepAsTheEngineDoes() {
    ScoringPlan draft = draft(TestPlans.VISITS);

    List<Simulation.Step> steps =
        Simulation.run(
            draft,
            views(
                "2026-03-03T10:00:00Z",
                "2026-03-02T15:00:00Z",
                "2026-03-02T10:00:00Z",
                "2026-03-03T09:59:59Z"));

    assertThat(steps)
        .extracting(Simulation.Step::points)
        .containsExactly(Points.of(30), Points.ZERO, Points.ZERO, Points.of(30));
    assertThat(steps.get(3).score()).isEqualTo(Points.of(60));
    assertThat(steps).extracting(Simulation.Step::band).containsExactly(null, null, null, "HOT");
    RuleVerdict capped = steps.get(1).rules().get(0);
    assertThat(capped.matched()).isTrue();
    assertThat(capped.words())
        .isEqualTo("CAP: at most 1 in PT24H; free again from 2026-03-03T10:00:00Z");
    assertThat(capped.why().window()).hasSize(1);
  }

  /** 3.28: the click counts, at its own time, once somebody looks at a page; the other never. */
  @Test
  void countsADoubtfulClickOnceTheHumanIsSeen() {
    List<Event> events =
        List.of(
            click("2026-03-02T10:00:00Z"),
            Events.pageViewed("https://s.test/x").at("2026-03-02T10:00:09Z").person(ANNA).build(),
            click("2026-03-05T10:00:00Z"));

    List<Simulation.Step> steps = Simulation.run(draft(TestPlans.MESSAGES), events);

    assertThat(steps)
        .extracting(Simulation.Step::type, Simulation.Step::points, Simulation.Step::score)
        .containsExactly(
            tuple("email.clicked", Points.ZERO, Points.ZERO),
            tuple("page.viewed", Points.of(12), Points.of(12)),
            tuple("points.expired", Points.of(-10), Points.of(2)),
            tuple("email.clicked", Points.ZERO, Points.of(2)));
    assertThat(steps.get(3).rules())
        .filteredOn(rule -> rule.rule().equals("click"))
        .extracting(RuleVerdict::words)
        .containsExactly(
            "PROVISIONAL: a machine may have done it; it counts if the person acts within PT24H"
                + " of it");
  }

  private static Event click(String at) {
    return Events.of("email.clicked").at(at).person(ANNA).doubtful("no script").build();
  }

  /** Two visits 30 hours apart, 20 each: -10 for the first idle day, then three more days. */
  @Test
  void goesOnToTheEndOfTheLastWait() {
    List<Simulation.Step> steps =
        Simulation.run(
            draft(TestPlans.SILENCE), views("2026-03-02T10:00:00Z", "2026-03-03T16:00:00Z"));

    assertThat(steps)
        .extracting(Simulation.Step::type, step -> step.at().toString(), Simulation.Step::score)
        .containsExactly(
            tuple("page.viewed", "2026-03-02T10:00:00Z", Points.of(20)),
            tuple("wait.elapsed", "2026-03-03T10:00:00Z", Points.of(10)),
            tuple("page.viewed", "2026-03-03T16:00:00Z", Points.of(30)),
            tuple("wait.elapsed", "2026-03-04T16:00:00Z", Points.of(20)),
            tuple("wait.elapsed", "2026-03-05T16:00:00Z", Points.of(10)),
            tuple("wait.elapsed", "2026-03-06T16:00:00Z", Points.of(0)));
    assertThat(steps).extracting(Simulation.Step::band).endsWith("LIVELY", "LIVELY", null);
    assertThat(steps.get(0).rules().get(1).words())
        .isEqualTo(
            "it waits: its points come at 2026-03-03T10:00:00Z, if there is no act of the person"
                + " within PT24H, up to 3 times");
    assertThat(steps.get(1).rules().get(1).words())
        .isEqualTo("ELAPSED: there was no act of the person within PT24H, up to 3 times");
  }

  @Test
  void countsWhatTheNightDefersInTheMorning() {
    ScoringPlan plan =
        draft(
            """
            {"name": "x", "quietHours": {"from": "22:00", "to": "06:00", "effect": "DEFER"},
             "rules": [{"id": "r", "anyOf": [{"event": "page.viewed"}], "points": 5}]}
            """);

    List<Simulation.Step> steps = Simulation.run(plan, views("2026-03-02T23:00:00Z"));

    assertThat(steps)
        .extracting(step -> step.at().toString(), Simulation.Step::points)
        .containsExactly(
            tuple("2026-03-02T23:00:00Z", Points.ZERO),
            tuple("2026-03-03T06:00:00Z", Points.of(5)));
    assertThat(steps.get(0).rules().get(0).words())
        .isEqualTo("quiet hours defer it: it counts at 2026-03-03T06:00:00Z");
    assertThat(steps.get(1).rules().get(0).words())
        .isEqualTo(
            "all points given; deferred from 2026-03-02T23:00:00Z to the end of the quiet hours");
  }

  @Test
  void saysOfEachRuleWhyItMadeNothingOfAnEvent() {
    ScoringPlan plan =
        draft(
            """
            {"name": "x", "rules": [
              {"id": "order", "anyOf": [{"event": "order.placed"}], "points": 1},
              {"id": "large", "points": 1, "anyOf": [{"event": "page.viewed",
                "when": {"field": "page.path", "equals": "/pricing"}}]},
              {"id": "items", "points": {"count": "items"}, "anyOf": [{"event": "page.viewed"}]}]}
            """);

    List<RuleVerdict> rules = Simulation.run(plan, views("2026-03-02T10:00:00Z")).get(0).rules();

    assertThat(rules)
        .extracting(RuleVerdict::words)
        .containsExactly(
            "looks at order.placed, and this is page.viewed",
            "its condition does not hold",
            "its points come to 0 for this event");
    assertThat(rules).extracting(RuleVerdict::matched).containsExactly(false, false, true);
    assertThat(rules.get(1).conditions().get(0).values()).containsExactly("/");
  }

  /**
   * In Warsaw 29 March 2026 has 23 hours and 25 October 25; quiet from 22:00 to 06:00 covers 00:00
   * to 06:00 of each, five hours in March and seven in October, and the last two hours.
   */
  @Test
  void drawsTheDaysOnWhichTheClocksChange() {
    ScoringPlan plan =
        draft(
            """
            {"name": "x", "zone": "Europe/Warsaw", "quietHours": {"from": "22:00", "to": "06:00"},
             "rules": [{"id": "r", "anyOf": [{"event": "page.viewed"}], "points": 1},
                       {"id": "s", "anyOf": [{"event": "page.viewed"}], "points": 1,
                        "quietHours": {"from": "08:00", "to": "17:00", "inverted": true}}]}
            """);

    List<DrawnDay> days =
        DrawnDay.of(plan, WARSAW, views("2026-10-25T12:00:00Z", "2026-03-29T12:00:00Z"));

    assertThat(days)
        .extracting(DrawnDay::length)
        .containsExactly(Duration.ofHours(23), Duration.ofHours(25));
    assertThat(days.get(0).date()).isEqualTo("2026-03-29");
    DrawnDay.Quiet night = days.get(0).quiet().get(0);
    assertThat(night.rules()).containsExactly("r");
    assertThat(night.stretches())
        .containsExactly(
            interval("2026-03-28T23:00:00Z", "2026-03-29T04:00:00Z"),
            interval("2026-03-29T20:00:00Z", "2026-03-29T22:00:00Z"));
    assertThat(days.get(1).quiet().get(0).stretches())
        .extracting(Interval::length)
        .containsExactly(Duration.ofHours(7), Duration.ofHours(2));
    // outside of 08:00-17:00: 8 hours before less the skipped one, and 7 after
    assertThat(days.get(0).quiet().get(1).stretches())
        .extracting(Interval::length)
        .containsExactly(Duration.ofHours(7), Duration.ofHours(7));
  }

  private static Interval interval(String start, String end) {
    return new Interval(Instant.parse(start), Instant.parse(end));
  }

  private static ScoringPlan draft(String json) {
    String draft = json.replaceFirst("\\{", "{\"state\": \"DRAFT\", ");
    return TestPlans.plan("visits", 2, Instant.parse("2030-01-01T00:00:00Z"), draft);
  }

  private static List<Event> views(String... times) {
    UUID anna = new UUID(0, 10);
    return Stream.of(times)
        .map(at -> Events.pageViewed("https://s.test/").at(at).person(anna).build())
        .toList();
  }
}
