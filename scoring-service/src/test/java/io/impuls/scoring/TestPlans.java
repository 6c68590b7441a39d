package io.impuls.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.topic.Json;
import io.impuls.scoring.domain.PlanCompiler;
import io.impuls.scoring.domain.PlanVersions;
import io.impuls.scoring.domain.ScoringPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Plans that several tests use. */
public final class TestPlans {

  /** Id of the demo plan. */
  public static final String DEMO = "engagement";

  /** From when plans judge that name no other time. */
  public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** SC-10: 30 points for a visit, once in 24 hours; hysteresis of semantics 3.8. */
  public static final String VISITS =
      """
      {"name": "Visits",
       "rules": [{"id": "visit", "name": "Visit", "anyOf": [{"event": "page.viewed"}],
                  "points": 30, "cap": {"limit": 1, "window": "PT24H"}}],
       "bands": [{"name": "HOT", "enter": 60, "leave": 40}]}
      """;

  /** SC-14: -5 for a mail that nobody opened within seven days; 3.7: -10 for each idle day. */
  public static final String SILENCE =
      """
      {"name": "Silence",
       "rules": [{"id": "not-opened", "name": "Not opened", "anyOf": [{"event": "email.sent"}],
                  "points": -5, "unless": {"anyOf": [{"event": "email.opened"}], "within": "P7D",
                                           "same": "properties.message"}},
                 {"id": "idle", "name": "Idle", "anyOf": [{"event": "page.viewed"}],
                  "points": -10, "unless": {"within": "P1D", "times": 3}},
                 {"id": "visit", "anyOf": [{"event": "page.viewed"}], "points": 20}],
       "bands": [{"name": "LIVELY", "enter": 15, "leave": 10}]}
      """;

  /** Opens and clicks, half of which may be a machine's. */
  public static final String MESSAGES =
      """
      {"name": "Messages",
       "rules": [{"id": "open", "anyOf": [{"event": "email.opened"}], "points": 3,
                  "cap": {"limit": 1, "window": "PT6H"}},
                 {"id": "click", "anyOf": [{"event": "email.clicked"}], "points": 10,
                  "cap": {"limit": 1, "window": "PT30H", "per": "properties.message"},
                  "decay": {"expire": "P2D"}},
                 {"id": "either", "points": 1,
                  "anyOf": [{"event": "email.clicked"}, {"event": "page.viewed"}]}],
       "bands": [{"name": "READER", "enter": 15, "leave": 10}]}
      """;

  private TestPlans() {}

  /** Gives the text of the demo plan. */
  public static String demoJson() {
    try (InputStream in = TestPlans.class.getResourceAsStream("/demo-plan.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a definition. */
  public static ScoringPlanDefinition definition(String json) {
    try {
      return Json.mapper().readValue(json, ScoringPlanDefinition.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives {@link #VISITS} as another version, with other points. */
  public static String edited(int points, int version) {
    ObjectNode plan = tree(VISITS);
    ((ObjectNode) plan.at("/rules/0")).put("points", points);
    return plan.put("version", version).toString();
  }

  /** Gives a plan that judges what happened in the last week, too. */
  public static String backDated(String json) {
    Instant from = Instant.now().minus(Duration.ofDays(7)).truncatedTo(ChronoUnit.DAYS);
    return tree(json).put("effectiveFrom", from.toString()).toString();
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles a plan that is right. */
  public static ScoringPlan plan(String id, int version, Instant from, String json) {
    return new PlanCompiler(Duration.ofDays(31))
        .compile(id, version, from, definition(json))
        .orElseThrow();
  }

  /** Gives the demo plan alone. */
  public static PlanVersions demo() {
    return new PlanVersions(List.of(plan(DEMO, 1, BEGIN, demoJson())));
  }

  /** Gives {@link #VISITS} alone, as plan {@code visits}. */
  public static PlanVersions visits() {
    return new PlanVersions(List.of(plan("visits", 1, BEGIN, VISITS)));
  }
}
