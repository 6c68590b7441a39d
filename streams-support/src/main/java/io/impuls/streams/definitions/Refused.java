package io.impuls.streams.definitions;

import java.util.Objects;

/**
 * A record on the topic that is no usable definition. It changes nothing: the last good version
 * stays in force.
 *
 * @param offset where it stands
 * @param key its key, which begins with the workspace
 * @param reason what sort of fault it has
 * @param detail the fault in words
 */
public record Refused(long offset, String key, Reason reason, String detail) {

  /** Sorts of faults. */
  public enum Reason {
    /** It cannot be read as a definition at all. */
    UNREADABLE,
    /** It can be read, and says what no definition may say. */
    INVALID
  }

  public Refused {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }
}
