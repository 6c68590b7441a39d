package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.scoring.TestPlans;
import io.impuls.scoring.domain.Warning.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanLinterTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void hasNothingToSayOfThePlansOfTheDemoAndTheReadme() {
    assertThat(lint(TestPlans.demoJson())).isEmpty();
    assertThat(lint(TestPlans.VISITS)).isEmpty();
  }

  @Test
  void findsCapsThatHoldNothingBackAndRulesThatGiveNothing() {
    List<Warning> warnings =
        lint(
            """
            {"name": "x", "rules": [
              {"id": "a", "anyOf": [{"event": "page.viewed"}], "points": -5,
               "cap": {"limit": 1, "window": "PT1H"}},
              {"id": "b", "anyOf": [{"event": "page.viewed"}], "points": 30,
               "cap": {"points": 20, "window": "PT1H", "overflow": "ALL_OR_NOTHING"}},
              {"id": "c", "anyOf": [{"event": "page.viewed"}], "points": 30,
               "cap": {"points": 20, "window": "PT1H"}},
              {"id": "d", "anyOf": [{"event": "page.viewed"}], "points": 0},
              {"id": "e", "anyOf": [{"event": "page.viewed"}], "points": 1,
               "quietHours": {"from": "00:00", "to": "00:00"}},
              {"id": "f", "anyOf": [{"event": "page.viewed"}, {"event": "order.placed"}],
               "points": 1,
               "quietHours": {"from": "00:00", "to": "00:00", "events": ["page.viewed"]}}]}
            """);

    assertThat(warnings)
        .extracting(Warning::kind, Warning::pointer)
        .containsExactly(
            tuple(Kind.CAP_NEVER_BINDS, "/rules/0/cap"),
            tuple(Kind.RULE_NEVER_GIVES, "/rules/1/cap/points"),
            tuple(Kind.RULE_NEVER_GIVES, "/rules/3/points"),
            tuple(Kind.RULE_NEVER_GIVES, "/rules/4"));
  }

  /** A machine's acts give nothing, an act is no visit, and no path has two values. */
  @Test
  void findsConditionsThatNeverHold() {
    List<Warning> warnings =
        lint(
            """
            {"name": "x", "rules": [{"id": "a", "points": 1, "anyOf": [
              {"event": "page.viewed", "when": {"field": "agent", "equals": "MACHINE"}},
              {"event": "page.viewed", "when": {"field": "type", "equals": "order.placed"}},
              {"event": "page.viewed", "when": {"field": "session.pages", "gte": 2}},
              {"event": "page.viewed", "when": {"all": [
                {"field": "page.path", "equals": "/a"}, {"field": "page.path", "equals": "/b"}]}},
              {"event": "page.viewed", "when": {"field": "agent", "equals": "HUMAN"}}]}]}
            """);

    assertThat(warnings)
        .extracting(Warning::kind, Warning::pointer)
        .containsExactly(
            tuple(Kind.CONDITION_NEVER_HOLDS, "/rules/0/anyOf/0/when"),
            tuple(Kind.CONDITION_NEVER_HOLDS, "/rules/0/anyOf/1/when"),
            tuple(Kind.CONDITION_NEVER_HOLDS, "/rules/0/anyOf/2/when"),
            tuple(Kind.CONDITION_NEVER_HOLDS, "/rules/0/anyOf/3/when"));
  }

  @Test
  void findsBandsThatOverlapAndThoseThatNobodyReaches() {
    String plan =
        """
        {"name": "x", "rules": [{"id": "a", "anyOf": [{"event": "page.viewed"}], "points": %s}],
         "bands": [{"name": "WARM", "enter": 40, "leave": 30},
                   {"name": "HOT", "enter": 80, "leave": %s},
                   {"name": "LOST", "enter": -50, "leave": -60}]}
        """;

    assertThat(lint(plan.formatted("1", "40"))).isEmpty();
    assertThat(lint(plan.formatted("1", "39")))
        .containsExactly(
            new Warning(
                Kind.BANDS_OVERLAP,
                "/bands/1/leave",
                "HOT lasts down to 39, below the 40 at which WARM begins: write at least 40"));
    assertThat(lint(plan.formatted("-1", "40")))
        .extracting(Warning::kind, Warning::pointer)
        .containsExactly(
            tuple(Kind.BAND_UNREACHABLE, "/bands/1/enter"),
            tuple(Kind.BAND_UNREACHABLE, "/bands/0/enter"));
    assertThat(lint(plan.formatted("1", "40").replace("\"rules\"", "\"max\": 79, \"rules\"")))
        .containsExactly(
            new Warning(
                Kind.BAND_UNREACHABLE,
                "/bands/1/enter",
                "no score goes beyond the plan's \"max\" of 79: lower it, or raise the \"max\""));
  }

  /** Warsaw skips 02:00-03:00 on Sunday 29 March 2026 and repeats it on Sunday 25 October. */
  @Test
  void findsHoursThatAChangeOfTheClocksSkipsOrRepeats() {
    String plan =
        """
        {"name": "x", "zone": "Europe/Warsaw", "quietHours": {"from": "02:30", "to": "05:00"%s},
         "rules": [{"id": "a", "anyOf": [{"event": "page.viewed"}], "points": 1,
                    "quietHours": {"from": "22:00", "to": "02:00"%s}}]}
        """;

    assertThat(lint(plan.formatted("", "")))
        .containsExactly(
            new Warning(
                Kind.HOURS_UNSAFE,
                "/quietHours/from",
                "02:30 does not exist on 2026-03-29 in Europe/Warsaw: 03:00 counts instead; take"
                    + " a time that exists every day"),
            new Warning(
                Kind.HOURS_UNSAFE,
                "/quietHours/from",
                "02:30 comes twice on 2026-10-25 in Europe/Warsaw: the hours begin with the"
                    + " first; take a time that comes once every day"),
            new Warning(
                Kind.HOURS_UNSAFE,
                "/rules/0/quietHours/to",
                "02:00 does not exist on 2026-03-29 in Europe/Warsaw: 03:00 counts instead; take"
                    + " a time that exists every day"),
            new Warning(
                Kind.HOURS_UNSAFE,
                "/rules/0/quietHours/to",
                "02:00 comes twice on 2026-10-25 in Europe/Warsaw: the hours end with the"
                    + " second; take a time that comes once every day"));
    // on the days on which they start, nothing changes
    assertThat(lint(plan.formatted(", \"on\": [\"MONDAY\"]", ", \"on\": [\"SUNDAY\"]"))).isEmpty();
    assertThat(lint(plan.replace("Europe/Warsaw", "UTC").formatted("", ""))).isEmpty();
  }

  private static List<Warning> lint(String json) {
    ScoringPlanDefinition written = TestPlans.definition(json);
    return PlanLinter.lint(written, TestPlans.plan("p", 1, TestPlans.BEGIN, json), NOW);
  }
}
