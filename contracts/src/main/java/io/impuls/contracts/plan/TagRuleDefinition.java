package io.impuls.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.contracts.plan.ScoringPlanDefinition.Decay;
import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.contracts.plan.ScoringPlanDefinition.Unless;
import java.util.List;

/**
 * What a marketer writes: a behaviour that gives a tag, or takes it away.
 *
 * @param name shown name
 * @param anyOf the activities; one of them suffices
 * @param tag display name of the tag; its key is the name in upper case
 * @param increment tag points per assignment; default 1; a number or an amount as in {@link
 *     ScoringPlanDefinition.Rule#points}
 * @param cap how often it may give tag points; null for always
 * @param ttl how long the tag stays; null for a tag that this rule lets stay
 * @param decay how the tag points of an assignment go as time passes; null when they stay
 * @param unless what must not happen after the activity for the rule to do what it does; null for a
 *     rule that does it at once
 * @param quietHours hours in which it does nothing; null for none
 * @param remove true for a rule that takes the tag away, with all of its score
 */
public record TagRuleDefinition(
    String name,
    List<Activity> anyOf,
    String tag,
    JsonNode increment,
    Cap cap,
    Ttl ttl,
    Decay decay,
    Unless unless,
    QuietHours quietHours,
    boolean remove) {

  /**
   * How long a tag stays (3.12): at the end of its time it is gone, with all of its score, whoever
   * gave it.
   *
   * @param within ISO 8601 duration such as {@code P30D}, in exact elapsed time from an assignment
   * @param mode what another assignment does to the end; {@code EXTEND} where nothing is said
   */
  public record Ttl(String within, Mode mode) {

    /** What an assignment does to the end of a tag that is there already. */
    public enum Mode {
      /** It moves the end on, and never brings it nearer. */
      EXTEND,
      /** Nothing: the end that the first assignment set stands. */
      KEEP,
      /** It sets the end anew, even where that is sooner. */
      RESET
    }

    public Ttl {
      mode = mode == null ? Mode.EXTEND : mode;
    }
  }

  public TagRuleDefinition {
    anyOf = anyOf == null ? List.of() : List.copyOf(anyOf);
  }

  /** Makes a rule that gives a tag that stays. */
  public TagRuleDefinition(
      String name, List<Activity> anyOf, String tag, JsonNode increment, Cap cap) {
    this(name, anyOf, tag, increment, cap, null, null, null, null, false);
  }
}
