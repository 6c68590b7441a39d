package io.impuls.contracts.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A person's score in a plan changed, and why.
 *
 * @param workspace the tenant
 * @param person whose score
 * @param plan id of the plan
 * @param epoch state epoch; a rebuild of scoring's state raises it, and versions start anew
 * @param version counter of this person's changes over all plans, from 1, without gaps within an
 *     epoch
 * @param from score before
 * @param to score after
 * @param bandFrom band before; null when in none
 * @param bandTo band after; null when in none
 * @param occurredAt event time of the cause
 * @param cause the event that brought it about
 * @param entries ledger entries that make up the difference, as far as no limits of the plan or of
 *     a group of its rules hold it back; never empty except on a merge
 * @param mergedInto the person that continues; null except on the last change of a merged person
 * @param hops how many change records led to this one (decision 14)
 */
public record ScoreChange(
    UUID workspace,
    UUID person,
    String plan,
    int epoch,
    long version,
    Points from,
    Points to,
    String bandFrom,
    String bandTo,
    Instant occurredAt,
    Cause cause,
    List<LedgerEntry> entries,
    UUID mergedInto,
    int hops) {

  public ScoreChange {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    entries = entries == null ? List.of() : List.copyOf(entries);
  }

  /**
   * The event that brought a change about.
   *
   * @param eventId its id
   * @param type its type
   * @param occurredAt when it happened
   * @param receivedAt when the collector received it
   * @param backfill whether it is history that an import brought in: nothing is set off by it
   */
  public record Cause(
      UUID eventId,
      String type,
      Instant occurredAt,
      Instant receivedAt,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean backfill) {

    /** Makes the cause of a change that no import brought about. */
    public Cause(UUID eventId, String type, Instant occurredAt, Instant receivedAt) {
      this(eventId, type, occurredAt, receivedAt, false);
    }

    /** Gives an event as a cause. */
    public static Cause of(Event event) {
      return new Cause(
          event.eventId(), event.type(), event.occurredAt(), event.receivedAt(), event.backfill());
    }
  }

  /**
   * One entry of the ledger behind the change.
   *
   * @param rule id of the rule
   * @param ruleVersion plan version by which the event was judged
   * @param eventId the event that matched
   * @param occurredAt when that event happened
   * @param points points added; negative when taken away or voided
   * @param outcome what happened to the match
   */
  public record LedgerEntry(
      String rule,
      int ruleVersion,
      UUID eventId,
      Instant occurredAt,
      Points points,
      Outcome outcome) {}
}
