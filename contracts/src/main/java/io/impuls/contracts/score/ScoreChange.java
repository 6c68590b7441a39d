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
 *     a group of its rules hold it back; empty on a merge, and where only the grade or the segment
 *     is another
 * @param mergedInto the person that continues; null except on the last change of a merged person
 * @param hops how many change records led to this one (decision 14)
 * @param grade what the plan makes of the traits of the person; null when nothing
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
    int hops,
    GradeChange grade) {

  /** Makes a change of a plan without grades. */
  public ScoreChange(
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
    this(
        workspace,
        person,
        plan,
        epoch,
        version,
        from,
        to,
        bandFrom,
        bandTo,
        occurredAt,
        cause,
        entries,
        mergedInto,
        hops,
        null);
  }

  public ScoreChange {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    entries = entries == null ? List.of() : List.copyOf(entries);
  }

  /** Gives the same change with what the plan makes of the person's traits. */
  public ScoreChange graded(GradeChange change) {
    return new ScoreChange(
        workspace,
        person,
        plan,
        epoch,
        version,
        from,
        to,
        bandFrom,
        bandTo,
        occurredAt,
        cause,
        entries,
        mergedInto,
        hops,
        change);
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

  /**
   * What the plan makes of the person by what is known of them (3.8), before and after.
   *
   * @param from grade before; null for none
   * @param to grade after; null for none
   * @param segmentFrom segment of sales before, by score and grade; null for none
   * @param segmentTo segment of sales after; null for none
   */
  public record GradeChange(String from, String to, String segmentFrom, String segmentTo) {}
}
