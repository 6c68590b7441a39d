package io.impuls.rules.ledger;

import java.util.Objects;

/**
 * What an insertion did to one entry.
 *
 * @param before the entry as it was; null when it is new
 * @param after the entry as it is
 */
public record EntryChange(Entry before, Entry after) {

  public EntryChange {
    Objects.requireNonNull(after, "after");
  }

  /** Gives the thousandths of a point by which the sum changes. */
  public long delta() {
    return after.awarded() - (before == null ? 0 : before.awarded());
  }

  /** Whether the match was not in the log before. */
  public boolean isNew() {
    return before == null;
  }
}
