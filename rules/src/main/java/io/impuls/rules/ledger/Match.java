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
 * @param part what it is for its rule; {@code AWARD} where nothing is said
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
    Instant placedAt,
    Part part) {

  /** What a match is for its rule. */
  public enum Part {
    /** It gives or takes points by itself. */
    AWARD,
    /** From it on, the rule waits for something else. */
    START,
    /** It is what the rule waits for. */
    ANSWER,
    /** Both: it ends what was waited for, and waits anew. */
    RESTART,
    /** What the rule gives, as nothing came that it waited for: no event, but time that passed. */
    ELAPSED,
    /**
     * An award under a cap that never frees. Its points have left the log into a sub-total; that
     * they were given stays known, by its potential.
     */
    SPENT,
    /** What an award loses as time passes. */
    EXPIRED,
    /** A human surely did something: what a machine may have done shortly before counts. */
    SIGN,
    /** Says in which counter a match is that waits for a sign; its note is the cap's value. */
    PLEDGED,
    /** Gives points at the end of its visit, if nothing else of it counts there. */
    ONLY,
    /** Something else that counts in the visit. */
    OTHER,
    /** The visit ended; its potential is the revision of that, below 0 where it was retracted. */
    OVER,
    /** What was told of the person; it gives nothing by itself. */
    FACT,
    /**
     * What a rule gives from here on, or no more, by the facts of the person. It follows from them,
     * so it never moves by itself.
     */
    TRAIT
  }

  /** Event type of what stands for matches that have left the log (decision 15). */
  public static final String SUB_TOTAL = "ledger.subtotal";

  /** The total order of events: time, then id as unsigned bytes (semantics I2). */
  public static final Comparator<Match> ORDER =
      Comparator.comparing(Match::occurredAt).thenComparing(Match::eventId, Ids::compareUnsigned);

  /** Where an event matches several rules, these follow one another by their names. */
  public static final Comparator<Match> JOINT_ORDER = ORDER.thenComparing(Match::lineage);

  public Match {
    Objects.requireNonNull(lineage, "lineage");
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(originalPerson, "originalPerson");
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    namedPerson = namedPerson == null ? originalPerson : namedPerson;
    placedAt = placedAt == null ? null : placedAt.truncatedTo(ChronoUnit.MILLIS);
    part = part == null ? Part.AWARD : part;
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
        null,
        Part.AWARD);
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
    return with(named, at, potential, part);
  }

  /** Gives the same match as another part of its rule. */
  public Match as(Part other) {
    return with(namedPerson, placedAt, potential, other);
  }

  /** Gives the same match with other points without caps, in thousandths. */
  public Match withPotential(long thousandths) {
    return with(namedPerson, placedAt, thousandths, part);
  }

  /** Whether it counts only if a sign of a human follows. */
  public boolean provisional() {
    return part == Part.AWARD && hold == Suppression.PROVISIONAL;
  }

  /** Gives the same match, with nothing that stands against it. */
  Match released() {
    return with(namedPerson, placedAt, potential, part, null);
  }

  private Match with(UUID named, Instant at, long thousandths, Part other) {
    return with(named, at, thousandths, other, hold);
  }

  private Match with(UUID named, Instant at, long thousandths, Part other, Suppression held) {
    return new Match(
        lineage,
        version,
        capValue,
        occurredAt,
        eventId,
        eventType,
        receivedAt,
        originalPerson,
        thousandths,
        held,
        note,
        named,
        at,
        other);
  }

  /** Whether it is the sum of matches that have left the log, and no single event. */
  public boolean subTotal() {
    return SUB_TOTAL.equals(eventType);
  }

  /**
   * Whether a cap can touch it: it is not held already, and gives points (caps act on positive
   * points only, 3.3), but not for time that passed.
   */
  public boolean capped() {
    return part == Part.AWARD && hold == null && potential > 0;
  }

  /** Whether a wait begins with it. */
  public boolean starts() {
    return hold == null && (part == Part.START || part == Part.RESTART);
  }

  /** Whether it ends the waits that began before it. */
  public boolean answers() {
    return part == Part.ANSWER || part == Part.RESTART;
  }

  /** Whether it only has to do with waiting, and can give nothing itself. */
  public boolean waits() {
    return starts() || answers();
  }

  /** Whether it gives something in the log, or could have. */
  public boolean gives() {
    return switch (part) {
      case AWARD, ELAPSED, EXPIRED, TRAIT -> true;
      case START, RESTART -> !waits();
      case ONLY -> hold != null;
      case ANSWER, SPENT, SIGN, PLEDGED, OTHER, OVER, FACT -> false;
    };
  }

  /** Whether it is judged at the end of its visit, or says something about one. */
  public boolean ofVisit() {
    return part == Part.ONLY || part == Part.OTHER || part == Part.OVER;
  }
}
