package io.impuls.segmentation.domain;

import io.impuls.contracts.Points;
import io.impuls.contracts.tag.TagChange.Action;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How strongly a person has one tag. Every assignment adds something, so a person has the tag as
 * long as the sum is above zero: without a standing assignment it is absent, not 0 (semantics
 * 3.12).
 *
 * @param thousandths the tag score in 1/1000 point; 0 when absent
 */
public record TagScore(long thousandths) {

  /** Not having the tag. */
  public static final TagScore ABSENT = new TagScore(0);

  private static final byte FORMAT = 1;

  public TagScore {
    if (thousandths < 0) {
      throw new IllegalArgumentException("a tag score is not below zero: " + thousandths);
    }
  }

  /** Reads a stored row; null is {@link #ABSENT}. */
  public static TagScore read(byte[] row) {
    if (row == null) {
      return ABSENT;
    }
    ByteBuffer bytes = ByteBuffer.wrap(row);
    byte format = bytes.get();
    if (format != FORMAT) {
      throw new IllegalStateException("tag score row of unknown format " + format);
    }
    return new TagScore(bytes.getLong());
  }

  /** Gives the row to store: a format version, so that old rows stay readable, and the score. */
  public byte[] write() {
    return ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(thousandths).array();
  }

  /** Whether the person has the tag. */
  public boolean present() {
    return thousandths > 0;
  }

  /** Gives the tag score; null when the person does not have the tag. */
  public Points points() {
    return present() ? new Points(thousandths) : null;
  }

  /** Gives what it becomes when {@code difference} is added. */
  public TagScore plus(long difference) {
    return new TagScore(Math.addExact(thousandths, difference));
  }

  /** Gives what somebody sees happen when this becomes {@code next}; empty when nothing. */
  public Optional<Action> actionTo(TagScore next) {
    if (thousandths == next.thousandths) {
      return Optional.empty();
    }
    if (!next.present()) {
      return Optional.of(Action.REMOVED);
    }
    return Optional.of(present() ? Action.REINFORCED : Action.ASSIGNED);
  }
}
