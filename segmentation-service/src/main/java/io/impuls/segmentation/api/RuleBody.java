package io.impuls.segmentation.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.contracts.plan.ScoringPlanDefinition.Decay;
import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.contracts.plan.ScoringPlanDefinition.Unless;
import io.impuls.contracts.plan.TagRuleDefinition.Ttl;
import java.time.Instant;
import java.util.List;

/**
 * A tag rule as a marketer sends it: for the OpenAPI document. It is read as a {@link
 * io.impuls.streams.definitions.Proposal}.
 *
 * @param name shown name
 * @param anyOf the activities; one of them suffices
 * @param tag display name of the tag
 * @param increment tag points per assignment; 1 when left out
 * @param cap how often it may assign; always when left out
 * @param ttl how long the tag stays; for ever when left out
 * @param decay how the points of an assignment go; they stay when left out
 * @param unless what must not happen for the rule to do what it does; at once when left out
 * @param quietHours hours in which it does nothing; none when left out
 * @param remove whether the rule takes the tag away; it gives it when left out
 * @param version number that this version shall get, one more than the newest; left out, whatever
 *     is next
 * @param effectiveFrom event time from which it judges; left out, ten seconds after publication
 */
record RuleBody(
    String name,
    List<Activity> anyOf,
    String tag,
    JsonNode increment,
    Cap cap,
    Ttl ttl,
    Decay decay,
    Unless unless,
    QuietHours quietHours,
    Boolean remove,
    Integer version,
    Instant effectiveFrom) {}
