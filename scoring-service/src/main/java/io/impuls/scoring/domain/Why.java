package io.impuls.scoring.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Outcome;
import io.impuls.contracts.score.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One entry of a person's ledger, told so that a person understands it (semantics 3.9).
 *
 * @param plan id of the plan
 * @param rule id of the rule
 * @param ruleName its shown name in the version that judged
 * @param version plan version that judged
 * @param eventId the event
 * @param eventType its type
 * @param occurredAt when it happened
 * @param points points that the entry gives today
 * @param potential points without caps
 * @param outcome what became of the match
 * @param reason why less than all points were given; null when all were
 * @param words the reason in words
 * @param capValue value of the cap's {@code per} field; null for a cap without one
 * @param window the awards that filled the cap, oldest first; empty unless the reason is a cap
 * @param nextFree first time at which the rule could give points again; null unless capped
 */
public record Why(
    String plan,
    String rule,
    String ruleName,
    int version,
    UUID eventId,
    String eventType,
    Instant occurredAt,
    Points points,
    Points potential,
    Outcome outcome,
    Suppression reason,
    String words,
    String capValue,
    List<Award> window,
    Instant nextFree) {

  public Why {
    window = List.copyOf(window);
  }

  /**
   * An award that took up room under a cap.
   *
   * @param eventId the event
   * @param occurredAt when it happened
   * @param points points given
   */
  public record Award(UUID eventId, Instant occurredAt, Points points) {}
}
