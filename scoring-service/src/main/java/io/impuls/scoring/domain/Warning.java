package io.impuls.scoring.domain;

import java.util.Objects;

/**
 * Something in a plan that is allowed and most likely not meant.
 *
 * @param kind what sort of thing
 * @param pointer where it stands: a JSON pointer such as {@code /rules/0/cap}
 * @param message what will happen, and what to write instead
 */
public record Warning(Kind kind, String pointer, String message) {

  /** Sorts of warnings. */
  public enum Kind {
    /** The cap never holds anything back. */
    CAP_NEVER_BINDS,
    /** The rule never gives anything. */
    RULE_NEVER_GIVES,
    /** No event fulfils the condition. */
    CONDITION_NEVER_HOLDS,
    /** Somebody with the same score may be in either of two bands for long. */
    BANDS_OVERLAP,
    /** Nobody ever gets into the band. */
    BAND_UNREACHABLE,
    /** The hours name a local time that a change of the clocks skips or repeats. */
    HOURS_UNSAFE
  }

  public Warning {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(message, "message");
  }
}
