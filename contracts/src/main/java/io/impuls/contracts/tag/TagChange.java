package io.impuls.contracts.tag;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.ScoreChange.Cause;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A tag of a person changed, or their membership of a segment, and why.
 *
 * @param workspace the tenant
 * @param person whose tag
 * @param tag key of the tag: case-insensitive, kept in upper case; {@code segment:} and the id
 *     where it is about a segment
 * @param name display name, as the rule's author wrote it
 * @param epoch state epoch, as on score changes
 * @param version counter of this person's tag changes over all tags, from 1, without gaps within an
 *     epoch
 * @param action what happened
 * @param before tag score before; null when the person did not have the tag
 * @param after tag score after; null when the person no longer has it
 * @param occurredAt event time of the cause
 * @param rule id of the rule; null for what no rule brought about
 * @param ruleVersion version of the rule
 * @param cause the event that brought it about
 * @param mergedInto the person that continues; null except when this one was merged away
 * @param hops how many change records led to this one (decision 14)
 * @param origin what brought it about; null in records of earlier releases
 * @param sensitive whether the tag needs care (semantics 3.31): nothing may be scored by it; null
 *     in records of earlier releases
 * @param segment what happened to a membership; null for what is about a tag
 */
public record TagChange(
    UUID workspace,
    UUID person,
    String tag,
    String name,
    int epoch,
    long version,
    Action action,
    Points before,
    Points after,
    Instant occurredAt,
    String rule,
    int ruleVersion,
    Cause cause,
    UUID mergedInto,
    int hops,
    TagOrigin origin,
    Boolean sensitive,
    SegmentMove segment) {

  /** Type of the cause of what the merging of two tags, or its undoing, changed. */
  public static final String TAGS_MERGED = "tag.merged";

  /** What can happen to a tag. */
  public enum Action {
    ASSIGNED,
    REINFORCED,
    REMOVED,
    /** Its time was over; to readers that do not care, the tag is gone as with {@code REMOVED}. */
    EXPIRED,
    /** No tag: the person became a member of a segment; {@link #segment} says of which. */
    SEGMENT_ENTERED,
    /** No tag: the person is no member of a segment any more. */
    SEGMENT_LEFT
  }

  public TagChange {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(action, "action");
  }

  /** Makes a change of a tag that is not said to need care. */
  public TagChange(
      UUID workspace,
      UUID person,
      String tag,
      String name,
      int epoch,
      long version,
      Action action,
      Points before,
      Points after,
      Instant occurredAt,
      String rule,
      int ruleVersion,
      Cause cause,
      UUID mergedInto,
      int hops,
      TagOrigin origin) {
    this(
        workspace,
        person,
        tag,
        name,
        epoch,
        version,
        action,
        before,
        after,
        occurredAt,
        rule,
        ruleVersion,
        cause,
        mergedInto,
        hops,
        origin,
        null,
        null);
  }

  /** Makes a change without an origin. */
  public TagChange(
      UUID workspace,
      UUID person,
      String tag,
      String name,
      int epoch,
      long version,
      Action action,
      Points before,
      Points after,
      Instant occurredAt,
      String rule,
      int ruleVersion,
      Cause cause,
      UUID mergedInto,
      int hops) {
    this(
        workspace,
        person,
        tag,
        name,
        epoch,
        version,
        action,
        before,
        after,
        occurredAt,
        rule,
        ruleVersion,
        cause,
        mergedInto,
        hops,
        null);
  }
}
