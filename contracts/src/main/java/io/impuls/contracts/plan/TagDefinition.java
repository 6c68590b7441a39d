package io.impuls.contracts.plan;

import java.time.Instant;
import java.util.Objects;

/**
 * What users say about a tag: how it is shown, what kind it is, and whether it has become part of
 * another (SG-23).
 *
 * @param tag key of the tag: its name in upper case; it never changes
 * @param name display name, national letters kept
 * @param group which tags it is shown with; null for none
 * @param colour {@code #RRGGBB}; null for none
 * @param sensitivity whether it says something that needs care; {@code NORMAL} where nothing is
 *     said
 * @param merged into which tag it went; null while it is one of its own
 */
public record TagDefinition(
    String tag, String name, String group, String colour, Sensitivity sensitivity, Merged merged) {

  public TagDefinition {
    sensitivity = sensitivity == null ? Sensitivity.NORMAL : sensitivity;
  }

  /** How much care a tag needs (semantics 3.31). */
  public enum Sensitivity {
    /** None. */
    NORMAL,
    /** It says something about health or the like: nothing is scored by it. */
    SENSITIVE
  }

  /**
   * A tag went into another: the scores that a contact has of both add up, and so does what comes
   * later.
   *
   * @param into key of the other tag
   * @param operation id of the operation, as the caller named it
   * @param reason why, in the user's words
   * @param at when
   */
  public record Merged(String into, String operation, String reason, Instant at) {
    public Merged {
      Objects.requireNonNull(into, "into");
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(at, "at");
    }
  }
}
