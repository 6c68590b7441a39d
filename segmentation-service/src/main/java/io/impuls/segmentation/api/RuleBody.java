package io.impuls.segmentation.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
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
    Integer version,
    Instant effectiveFrom) {}
