package io.impuls.scoring.api;

import io.impuls.contracts.plan.ScoringPlanDefinition.Band;
import io.impuls.contracts.plan.ScoringPlanDefinition.Grading;
import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.contracts.plan.ScoringPlanDefinition.State;
import java.time.Instant;
import java.util.List;

/**
 * A scoring plan as a marketer sends it: for the OpenAPI document. It is read as a {@link
 * io.impuls.streams.definitions.Proposal}.
 *
 * @param name shown name
 * @param zone IANA zone of quiet hours; UTC when left out
 * @param quietHours hours in which matches give nothing; may be left out
 * @param rules the rules
 * @param bands bands of the score; may be left out
 * @param state {@code ACTIVE} when left out
 * @param grade grades of contacts, and the matrix of score and grade; may be left out
 * @param version number that this version shall get, one more than the newest; left out, whatever
 *     is next
 * @param effectiveFrom event time from which it judges; left out, ten seconds after publication
 */
record PlanBody(
    String name,
    String zone,
    QuietHours quietHours,
    List<Rule> rules,
    List<Band> bands,
    State state,
    Grading grade,
    Integer version,
    Instant effectiveFrom) {}
