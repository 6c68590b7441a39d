package io.impuls.rules.ledger;

import io.impuls.contracts.Ids;
import io.impuls.contracts.score.Suppression;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/**
 * A rule matched an event: the unit of the match log, before any cap.
 *
 * @param lineage the rule over all its versions, by which caps count
 * @param version version of the definition that judges the event
 * @param capValue value of the cap's {@code per} field; null for a cap without one
 * @param occurredAt when the event happened, to the millisecond
 * @param eventId the event
 * @param eventType its type
 * @param receivedAt when the collector received it
 * @param originalPerson whom the event's own identifiers named
 * @param potential thousandths of a point that the rule gives without caps; negative takes away
 * @param hold why the event alone rules out an award; null when it does not
 * @param note more on the hold for a person, such as the name of the robot; null for none
 * @param namedPerson whom the identifier named that the event was found by, before any alias:
 *     splits ask for it; the original person where nothing else is said
 * @param placedAt when the last {@link Move} was told that brought it where it is; null when it is
 *     where its event was published
 */
public record Match(
    String lineage,
    int version,
    String capValue,
    Instant occurredAt,
    UUID eventId,
    String eventType,
    Instant receivedAt,
    UUID originalPerson,
    long potential,
    Suppression hold,
    String note,
    UUID namedPerson,
    Instant placedAt) {

  /** Event type of what stands for matches that have left the log (decision 15). */
  public static final String SUB_TOTAL = "ledger.subtotal";

  /** The total order of events: time, then id as unsigned bytes (semantics I2). */
  public static final Comparator<Match> ORDER =
      Comparator.comparing(Match::occurredAt).thenComparing(Match::eventId, Ids::compareUnsigned);

  public Match {
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(originalPerson, "originalPerson");
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    namedPerson = namedPerson == null ? originalPerson : namedPerson;
    placedAt = placedAt == null ? null : placedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Makes a match of an event that was found by its own identifiers. */
  public Match(
      String lineage,
      int version,
      String capValue,
      Instant occurredAt,
      UUID eventId,
      String eventType,
      Instant receivedAt,
      UUID originalPerson,
      long potential,
      Suppression hold,
      String note) {
    this(
        lineage,
        version,
        capValue,
        occurredAt,
        eventId,
        eventType,
        receivedAt,
        originalPerson,
        potential,
        hold,
        note,
        null,
        null);
  }

  /** Makes a match without a note. */
  public Match(
      String lineage,
      int version,
      String capValue,
      Instant occurredAt,
      UUID eventId,
      String eventType,
      Instant receivedAt,
      UUID originalPerson,
      long potential,
      Suppression hold) {
    this(
        lineage,
        version,
        capValue,
        occurredAt,
        eventId,
        eventType,
        receivedAt,
        originalPerson,
        potential,
        hold,
        null);
  }

  /** Gives the same match, found by who {@code named} names; null for the original person. */
  public Match namedBy(UUID named) {
    UUID by = named == null ? originalPerson : named;
    return by.equals(namedPerson) ? this : placed(by, placedAt);
  }

  /** Gives the same match where a move brought it that was told at {@code at}. */
  Match placed(UUID named, Instant at) {
    return new Match(
        lineage,
        version,
        capValue,
        occurredAt,
        eventId,
        eventType,
        receivedAt,
        originalPerson,
        potential,
        hold,
        note,
        named,
        at);
  }

  /** Whether it is the sum of matches that have left the log, and no single event. */
  public boolean subTotal() {
    return SUB_TOTAL.equals(eventType);
  }

  /**
   * Whether a cap can touch it: it is not held already, and gives points (caps act on positive
   * points only, 3.3).
   */
  public boolean capped() {
    return hold == null && potential > 0;
  }
}
