package io.impuls.rules.ledger;

import java.util.Objects;

/**
 * What a step did to one entry.
 *
 * @param before the entry as it was; null when it is new
 * @param after the entry as it is; null when its match left the log
 */
public record EntryChange(Entry before, Entry after) {

  public EntryChange {
    if (before == null) {
      Objects.requireNonNull(after, "after");
    }
  }

  /** Gives what it is when a match left the log. */
  public static EntryChange gone(Entry left) {
    return new EntryChange(Objects.requireNonNull(left, "left"), null);
  }

  /** Gives the match that it is about. */
  public Match match() {
    return after == null ? before.match() : after.match();
  }

  /** Gives the thousandths of a point by which the sum changes. */
  public long delta() {
    return (after == null ? 0 : after.awarded()) - (before == null ? 0 : before.awarded());
  }

  /** Whether the match was not in the log before. */
  public boolean isNew() {
    return before == null;
  }

  /** Whether the match is not in the log any more: another person has it. */
  public boolean isGone() {
    return after == null;
  }
}
