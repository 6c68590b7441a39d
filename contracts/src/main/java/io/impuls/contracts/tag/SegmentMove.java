package io.impuls.contracts.tag;

import java.util.Objects;

/**
 * What happened to a person's membership of a segment. Whoever only wants to know who is a member
 * now takes {@code after} of the change with the highest version; a change whose {@code before} and
 * {@code after} are the same corrects the past, and who is a member now stays.
 *
 * @param id id of the segment
 * @param version version of the segment by which it happened; 0 where a merge ended it
 * @param before whether the person was a member before this change was known
 * @param after whether they are one now
 * @param by what kind of thing brought it about; {@code EDIT} marks what follows from another
 *     definition, and not from anything that the person did
 * @param supersedes version of the person's change that this one takes back, as something late
 *     showed that it had never happened; null for none
 */
public record SegmentMove(
    String id, int version, boolean before, boolean after, By by, Long supersedes) {

  /** Kinds of things that change a membership. */
  public enum By {
    /** Something that the person did. */
    EVENT,
    /** A tag came, went, or is of another strength. */
    TAG,
    /** A score, or the band that it is in. */
    SCORE,
    /** What is known of the contact. */
    CONTACT,
    /** Nothing but time that passed. */
    TIME,
    /**
     * Another version of the segment, or of one that it names, took effect; or a tag that it asks
     * for became one with another, or is one of its own again.
     */
    EDIT,
    /** The person turned out to be another. */
    MERGE
  }

  public SegmentMove {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(by, "by");
  }
}
