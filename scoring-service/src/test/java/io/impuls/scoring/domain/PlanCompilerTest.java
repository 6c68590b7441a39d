package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.rules.Problem;
import io.impuls.scoring.TestPlans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCompilerTest {

  @Test
  void compilesTheDemoPlan() {
    ScoringPlan plan = TestPlans.plan(TestPlans.DEMO, 1, TestPlans.BEGIN, TestPlans.demoJson());

    assertThat(plan.rules())
        .extracting(rule -> rule.lineage().toString())
        .containsExactly(
            "engagement/page-view",
            "engagement/download",
            "engagement/order",
            "engagement/large-order",
            "engagement/cancellation");
    assertThat(plan.bands().highestFirst()).containsExactly(new Band("HOT", 60_000, 40_000));
  }

  @Test
  void listsWhatIsWrongWithADecay() {
    String rule =
        """
        {"id": "r%d", "anyOf": [{"event": "page.viewed"}], "points": 5, "decay": %s}
        """;
    List<String> decays =
        List.of(
            "{}",
            "{\"expire\": \"P32D\"}",
            "{\"expire\": \"P1D\", \"steps\": [{\"after\": \"P1D\", \"percent\": 0}]}",
            "{\"steps\": [{\"after\": \"P2D\", \"percent\": 50},"
                + " {\"after\": \"P1D\", \"percent\": 60}]}",
            "{\"expire\": \"P31D\"}");
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < decays.size(); i++) {
      rules.add(rule.formatted(i, decays.get(i)));
    }

    assertThat(problems("{\"name\": \"x\", \"rules\": [%s]}".formatted(String.join(",", rules))))
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/rules/0/decay",
            "/rules/1/decay/expire",
            "/rules/2/decay",
            "/rules/3/decay/steps/1/percent",
            "/rules/3/decay/steps/1/after");
  }

  @Test
  void listsWhatIsWrongWithARuleForVisits() {
    List<Problem> problems =
        problems(
            """
            {"name": "Visits",
             "rules": [
               {"id": "a", "anyOf": [{"event": "page.viewed"}, {"event": "order.placed"}],
                "points": 5, "only": true, "cap": {"limit": 1, "window": "P1D"}}]}
            """);

    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder("/rules/0/anyOf/1/event", "/rules/0/only");
  }

  @Test
  void listsWhatIsWrongWithAWait() {
    List<Problem> problems =
        problems(
            """
            {"name": "Silence",
             "rules": [
               {"id": "a", "anyOf": [{"event": "email.sent"}], "points": -5,
                "cap": {"limit": 1, "window": "P1D"}, "ignoreQuietHours": true,
                "unless": {"anyOf": [{"event": "email.seen"}], "within": "a week",
                           "same": "message"}},
               {"id": "b", "anyOf": [{"event": "email.read"}], "points": 5},
               {"id": "c", "anyOf": [{"event": "email.sent"}], "points": -5,
                "unless": {"within": "P20D", "times": 2}},
               {"id": "d", "anyOf": [{"event": "email.sent"}], "points": -5,
                "unless": {"within": "P1D", "times": 0}},
               {"id": "e", "anyOf": [{"event": "email.sent"}], "points": -5,
                "unless": {"within": "P106751991167300D"}}
             ]}
            """);

    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/rules/0/cap",
            "/rules/0/quietHours",
            "/rules/0/unless/anyOf/0/event",
            "/rules/0/unless/within",
            "/rules/0/unless/same",
            "/rules/1/anyOf/0/event",
            "/rules/2/unless/within",
            "/rules/3/unless/times",
            "/rules/4/unless/within");
  }

  @Test
  void listsEverythingThatIsWrongWithItsPlace() {
    List<Problem> problems =
        problems(
            """
            {"name": " ",
             "zone": "Europe/Atlantis",
             "quietHours": {"from": "25:00", "to": "05:00", "events": ["page.seen"]},
             "rules": [
               {"id": "a/b", "anyOf": [], "points": 1},
               {"id": "twice", "anyOf": [{"event": "page.viewed"}], "points": "many",
                "cap": {"limit": 0, "window": "a day", "per": "page.colour"}},
               {"id": "twice", "anyOf": [{"event": "page.viewed", "when": {"field": "page.path"}},
                                         {"event": "session.ended"}],
                "points": 1,
                "quietHours": {"from": "22:00", "to": "06:00"}, "ignoreQuietHours": true}
             ],
             "bands": [{"name": "HOT", "enter": 40, "leave": 60},
                       {"name": "HOT", "enter": 40, "leave": 10},
                       {}]}
            """);

    assertThat(problems)
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder(
            "/name",
            "/zone",
            "/quietHours/from",
            "/quietHours/events/0",
            "/rules/0/id",
            "/rules/0/anyOf",
            "/rules/1/points",
            "/rules/1/cap/limit",
            "/rules/1/cap/window",
            "/rules/1/cap/per",
            "/rules/2/id",
            "/rules/2/anyOf/0/when",
            "/rules/2/anyOf/1/event",
            "/rules/2/ignoreQuietHours",
            "/bands/0/leave",
            "/bands/1/name",
            "/bands/1/enter",
            "/bands/2/name",
            "/bands/2/enter",
            "/bands/2/leave");
    assertThat(problems).allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
  }

  @Test
  void refusesWindowsLongerThanMatchesAreKept() {
    assertThat(problems(withWindow("P31D"))).isEmpty();
    assertThat(problems(withWindow("PT744H0.001S")))
        .extracting(Problem::pointer)
        .containsExactly("/rules/0/cap/window");
    assertThat(problems(withWindow("PT0S"))).hasSize(1);
    assertThat(problems(withWindow("-PT1H"))).hasSize(1);
    assertThat(problems(withWindow("PT99999999999999999H"))).hasSize(1);
  }

  /** Names and ids stand in stored rows, which have room for 65,535 bytes at most. */
  @Test
  void refusesNamesThatNoRowHasRoomFor() {
    String plan =
        """
        {"name": "%s",
         "rules": [{"id": "%s", "name": "%s", "anyOf": [{"event": "page.viewed"}], "points": 1}],
         "bands": [{"name": "%s", "enter": 1, "leave": 1}]}
        """;

    assertThat(problems(plan.replace("%s", "x".repeat(64)))).isEmpty();
    List<Problem> tooLong = problems(plan.replace("%s", "x".repeat(70_000)));

    assertThat(tooLong)
        .extracting(Problem::pointer)
        .containsExactlyInAnyOrder("/name", "/rules/0/id", "/rules/0/name", "/bands/0/name");
    assertThat(tooLong)
        .filteredOn(problem -> problem.pointer().equals("/bands/0/name"))
        .extracting(Problem::message)
        .containsExactly("a band needs a name of 1 to 200 characters, without control characters");
  }

  @Test
  void takesCustomEventsAndAPlanWithoutRules() {
    assertThat(
            problems(
                "{\"name\": \"x\", \"rules\": [{\"id\": \"r\", \"points\": 1,"
                    + " \"anyOf\": [{\"event\": \"custom.survey\"}]}]}"))
        .isEmpty();
    assertThat(problems("{\"name\": \"x\", \"rules\": []}")).isEmpty();
  }

  private static String withWindow(String window) {
    return """
        {"name": "x", "rules": [{"id": "r", "anyOf": [{"event": "page.viewed"}], "points": 1,
         "cap": {"limit": 1, "window": "%s"}}]}
        """
        .formatted(window);
  }

  private static List<Problem> problems(String json) {
    ScoringPlanDefinition written = TestPlans.definition(json);
    return new PlanCompiler(Duration.ofDays(31))
        .compile("plan", 1, TestPlans.BEGIN, written)
        .problems();
  }
}
