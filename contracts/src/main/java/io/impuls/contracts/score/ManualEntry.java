package io.impuls.contracts.score;

import io.impuls.contracts.Points;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A user changed a person's score by hand (3.9). What counts is the difference that it made then:
 * whatever becomes known later adds to it, a merge adds both persons' entries up, and a rebuild
 * from the topics gives the same.
 *
 * @param workspace the tenant
 * @param entryId id of the act; the same act told twice counts once
 * @param person whose score, as the user saw it
 * @param plan id of the plan
 * @param planVersion version of the plan in force at the time: its bands judge the step
 * @param act what the user did
 * @param points points added; negative when taken away
 * @param from score that it changed, without the limits of the plan; null for {@code ADJUST}
 * @param author who did it: the token's subject
 * @param reason why, in the user's words
 * @param at when
 */
public record ManualEntry(
    UUID workspace,
    UUID entryId,
    UUID person,
    String plan,
    int planVersion,
    Act act,
    Points points,
    Points from,
    String author,
    String reason,
    Instant at) {

  /**
   * Stands for the rule in decisions and changes that a user brought about; no rule can be called
   * so.
   */
  public static final String RULE = "~manual";

  /** Stands for the event type there. */
  public static final String EVENT_TYPE = "score.changed-by-hand";

  /** Far above any score, and far from what overflows when added up. */
  private static final long MOST_THOUSANDTHS = 1_000_000_000_000L * Points.ONE;

  /** What a user can do to a score. */
  public enum Act {
    /** Gave it another value. */
    SET,
    /** Added to it, or took from it. */
    ADJUST,
    /** Brought it back to zero. */
    RESET
  }

  public ManualEntry {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(entryId, "entryId");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(act, "act");
    Objects.requireNonNull(points, "points");
    if (act != Act.ADJUST) {
      Objects.requireNonNull(from, "from");
    }
    if (Stream.of(points, from == null ? points : from).anyMatch(ManualEntry::excessive)) {
      throw new IllegalArgumentException("more points than a score may have");
    }
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
  }

  private static boolean excessive(Points points) {
    return points.thousandths() > MOST_THOUSANDTHS || points.thousandths() < -MOST_THOUSANDTHS;
  }
}
