package io.impuls.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import java.util.List;

/**
 * What a marketer writes: a behaviour that gives a tag.
 *
 * @param name shown name
 * @param anyOf the activities; one of them suffices
 * @param tag display name of the tag; its key is the name in upper case
 * @param increment tag points per assignment; default 1; a number or an amount as in {@link
 *     ScoringPlanDefinition.Rule#points}
 * @param cap how often it may give tag points; null for always
 */
public record TagRuleDefinition(
    String name, List<Activity> anyOf, String tag, JsonNode increment, Cap cap) {

  public TagRuleDefinition {
    anyOf = anyOf == null ? List.of() : List.copyOf(anyOf);
  }
}
