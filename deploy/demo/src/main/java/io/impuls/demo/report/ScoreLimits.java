package io.impuls.demo.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import java.util.HashMap;
import java.util.Map;

/**
 * Between what a plan keeps the sums of its ledger: read from the plan as its author wrote it, by
 * code that shares nothing with the service that is checked.
 *
 * @param groups the group of each rule that has one
 * @param ofGroups between what the sum of a group is kept
 * @param ofPlan between what the score is kept
 */
public record ScoreLimits(Map<String, String> groups, Map<String, Range> ofGroups, Range ofPlan) {

  /** None at all. */
  public static final ScoreLimits NONE = new ScoreLimits(Map.of(), Map.of(), new Range(null, null));

  /**
   * A range of points.
   *
   * @param min null for none
   * @param max null for none
   */
  record Range(Points min, Points max) {

    Points clamp(Points sum) {
      Points least = min != null && sum.compareTo(min) < 0 ? min : sum;
      return max != null && least.compareTo(max) > 0 ? max : least;
    }

    private static Range of(JsonNode node) {
      return new Range(points(node.get("min")), points(node.get("max")));
    }

    private static Points points(JsonNode node) {
      return node == null ? null : Points.of(node.decimalValue());
    }
  }

  public ScoreLimits {
    groups = Map.copyOf(groups);
    ofGroups = Map.copyOf(ofGroups);
  }

  /** Reads the limits of a plan. */
  public static ScoreLimits of(JsonNode plan) {
    Map<String, String> groups = new HashMap<>();
    for (JsonNode rule : plan.path("rules")) {
      if (rule.has("group")) {
        groups.put(rule.get("id").asText(), rule.get("group").asText());
      }
    }
    Map<String, Range> ofGroups = new HashMap<>();
    for (JsonNode group : plan.path("groups")) {
      ofGroups.put(group.get("id").asText(), Range.of(group));
    }
    return new ScoreLimits(groups, ofGroups, Range.of(plan));
  }

  /** Gives the score that sums of single rules come to. */
  Points score(Map<String, Points> byRule) {
    Map<String, Points> byGroup = new HashMap<>();
    byRule.forEach((rule, sum) -> byGroup.merge(groups.getOrDefault(rule, ""), sum, Points::plus));
    Points score = Points.ZERO;
    for (Map.Entry<String, Points> group : byGroup.entrySet()) {
      Range range = ofGroups.get(group.getKey());
      score = score.plus(range == null ? group.getValue() : range.clamp(group.getValue()));
    }
    return ofPlan.clamp(score);
  }
}
