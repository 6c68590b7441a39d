package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Caps of groups and of the plan, as a marketer writes them. */
class SharedCapsTest {

  private static final UUID ANNA = new UUID(0, 1);

  private static final String FIFTY =
      """
      {"name": "x", "groups": [{"id": "web", "cap": {"points": 50, "window": "PT24H"}}],
       "rules": [
         {"id": "a", "group": "web", "points": 30, "anyOf": [
           {"event": "page.viewed", "when": {"field": "page.path", "equals": "/a"}}]},
         {"id": "b", "group": "web", "points": 30, "anyOf": [
           {"event": "page.viewed", "when": {"field": "page.path", "equals": "/b"}}]}]}
      """;

  /** 30, then 20 of 30 are left of 50, then 0; a day after the first exactly 30 fit again. */
  @Test
  void clipsWhatAGroupGivesTogetherAndSaysWhy() {
    List<Simulation.Step> steps =
        Simulation.run(
            plan(FIFTY),
            List.of(
                view("/a", "2026-03-02T10:00:00Z"),
                view("/b", "2026-03-02T11:00:00Z"),
                view("/a", "2026-03-03T09:59:59Z"),
                view("/b", "2026-03-03T10:00:00Z")));

    assertThat(steps)
        .extracting(Simulation.Step::points)
        .containsExactly(Points.of(30), Points.of(20), Points.ZERO, Points.of(30));
    RuleVerdict clipped = steps.get(1).rules().get(1);
    assertThat(clipped.words())
        .isEqualTo(
            "GROUP_CAP: the rule's own cap left room, its group web had no more:"
                + " at most 50 points in PT24H; free again from 2026-03-03T10:00:00Z");
    assertThat(clipped.why().window()).hasSize(1);
  }

  @Test
  void capsThePlanBehindItsGroups() {
    List<Simulation.Step> steps =
        Simulation.run(
            plan(FIFTY.replace("\"name\"", "\"cap\": {\"cooldown\": \"PT1H\"}, \"name\"")),
            List.of(
                view("/a", "2026-03-02T10:00:00Z"),
                view("/b", "2026-03-02T10:59:59Z"),
                view("/b", "2026-03-02T11:00:00Z")));

    assertThat(steps)
        .extracting(Simulation.Step::points)
        .containsExactly(Points.of(30), Points.ZERO, Points.of(20));
    // the group leaves 20 of 30, so it is the first that binds, and the plan nothing of these
    assertThat(steps.get(1).rules().get(1).words())
        .startsWith("GROUP_CAP: ")
        .endsWith(
            "; the cap of the plan, at most 1 in PT1H, is used up until 2026-03-02T11:00:00Z");
    assertThat(steps.get(2).rules().get(1).words()).startsWith("GROUP_CAP: ");
  }

  /** The group has no more until the next day, and the plan gives but one award in a lifetime. */
  @Test
  void saysThatTheCapBehindIsUsedUpForGood() {
    List<Simulation.Step> steps =
        Simulation.run(
            plan(
                FIFTY
                    .replace("50", "30")
                    .replace(
                        "\"name\"", "\"cap\": {\"limit\": 1, \"during\": \"LIFETIME\"}, \"name\"")),
            List.of(view("/a", "2026-03-02T10:00:00Z"), view("/b", "2026-03-02T10:59:59Z")));

    assertThat(steps.get(1).rules().get(1).words())
        .startsWith("GROUP_CAP: ")
        .contains("; free again from 2026-03-03T10:00:00Z; the cap of the plan, ")
        .endsWith(", is used up for good");
  }

  @Test
  void namesThePlanWhereTheGroupLeavesAll() {
    List<Simulation.Step> steps =
        Simulation.run(
            plan(
                FIFTY
                    .replace("50", "90")
                    .replace("\"name\"", "\"cap\": {\"cooldown\": \"PT1H\"}, \"name\"")),
            List.of(view("/a", "2026-03-02T10:00:00Z"), view("/b", "2026-03-02T10:59:59Z")));

    assertThat(steps.get(1).rules().get(1).words())
        .isEqualTo(
            "PLAN_CAP: the caps of the rule and its group left room, the plan had no more:"
                + " at most 1 in PT1H; free again from 2026-03-02T11:00:00Z");
  }

  @Test
  void refusesWhatOnlyARuleCanCountBy() {
    Parsed<ScoringPlan> parsed =
        compile(
            """
            {"name": "x", "cap": {"limit": 1, "during": "SESSION"},
             "groups": [{"id": "web", "cap": {"limit": 1, "window": "PT1H", "per": "page.path"}}],
             "rules": []}
            """);

    assertThat(parsed.problems())
        .extracting(Problem::pointer)
        .containsExactly("/groups/0/cap/per", "/cap/during");
  }

  @Test
  void warnsOfCapsThatNeverBind() {
    String text =
        """
        {"name": "x", "cap": {"points": 5, "window": "PT1H"},
         "groups": [{"id": "web", "cap": {"points": 50, "window": "PT24H"}}, {"id": "none",
           "cap": {"limit": 1, "window": "PT24H"}}],
         "rules": [
           {"id": "a", "group": "web", "points": 30, "anyOf": [{"event": "page.viewed"}],
            "cap": {"points": 20, "window": "PT24H"}},
           {"id": "b", "group": "web", "points": 30, "anyOf": [{"event": "page.viewed"}],
            "cap": {"points": 30, "window": "PT24H"}},
           {"id": "c", "group": "none", "points": -1, "anyOf": [{"event": "page.viewed"}]}]}
        """;

    assertThat(PlanLinter.lint(written(text), plan(text), Instant.EPOCH))
        .extracting(Warning::pointer)
        .containsExactlyInAnyOrder("/groups/0/cap", "/groups/1/cap");
  }

  private static Event view(String path, String at) {
    return Events.pageViewed("https://s.test" + path).at(at).person(ANNA).build();
  }

  private static ScoringPlan plan(String text) {
    return compile(text).value().orElseThrow();
  }

  private static Parsed<ScoringPlan> compile(String text) {
    return new PlanCompiler(Duration.ofDays(30)).compile("p", 1, Instant.MIN, written(text));
  }

  private static ScoringPlanDefinition written(String text) {
    try {
      return Json.mapper().readValue(text, ScoringPlanDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
