package io.impuls.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import java.util.ArrayList;
import java.util.List;

/** The plan by which scoring is measured. */
public final class BenchPlan {

  private BenchPlan() {}

  /** Two rules match every event, all others none. */
  public static ScoringPlanDefinition of(int rules) {
    List<Rule> all = new ArrayList<>();
    all.add(rule("every-view", null, null));
    all.add(rule("first-view", null, new Cap(1, "PT24H", null)));
    for (int i = 2; i < rules; i++) {
      JsonNode never =
          JsonNodeFactory.instance
              .objectNode()
              .put("field", "page.path")
              .put("equals", "/never/" + i);
      all.add(rule("never-" + i, never, new Cap(1, "PT24H", null)));
    }
    return new ScoringPlanDefinition(
        "Bench", null, null, all, List.of(), null, List.of(), null, null);
  }

  private static Rule rule(String id, JsonNode when, Cap cap) {
    return new Rule(
        id,
        null,
        List.of(new Activity(EventTypes.PAGE_VIEWED, when)),
        IntNode.valueOf(1),
        cap,
        null,
        false,
        null,
        null,
        null);
  }
}
