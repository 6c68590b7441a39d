package io.impuls.contracts.score;

import io.impuls.contracts.Points;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What became of one match of a rule: the ledger that answers "why" and "why not". The sum of
 * {@link #points} over a person's decisions in a plan is that person's raw score.
 *
 * @param workspace the tenant
 * @param person whose ledger
 * @param originalPerson whom the event's own identifiers named
 * @param plan id of the plan
 * @param rule id of the rule
 * @param ruleVersion plan version by which the event was judged
 * @param eventId the event that matched
 * @param eventType its type
 * @param occurredAt when it happened
 * @param outcome what became of the match
 * @param reason why less than all points were given; null when all were
 * @param points points added to the ledger by this record; a later void is a record of its own with
 *     negative points
 * @param potential points the rule would give without caps
 * @param capValue value of the cap's {@code per} field; null for a cap without one
 */
public record ScoreDecision(
    UUID workspace,
    UUID person,
    UUID originalPerson,
    String plan,
    String rule,
    int ruleVersion,
    UUID eventId,
    String eventType,
    Instant occurredAt,
    Outcome outcome,
    Suppression reason,
    Points points,
    Points potential,
    String capValue) {

  public ScoreDecision {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(outcome, "outcome");
  }
}
