package io.impuls.segmentation.topology;

import io.impuls.segmentation.domain.TagScore;
import java.nio.ByteBuffer;

/**
 * One row of the {@link SegmentationTopology#TAGS} store.
 *
 * @param score how strongly the person has the tag
 * @param ordered whether the order of what happened to it matters, as a user took something away by
 *     hand; such a row stays when the tag goes
 */
record TagRow(TagScore score, boolean ordered) {

  private static final TagRow NONE = new TagRow(TagScore.ABSENT, false);

  /** Of rows with something beside the score; the others are those of {@link TagScore}. */
  private static final byte FORMAT = 2;

  /** Reads a stored row; null is that of a person without the tag. */
  static TagRow read(byte[] row) {
    if (row == null) {
      return NONE;
    }
    if (row[0] != FORMAT) {
      return new TagRow(TagScore.read(row), false);
    }
    ByteBuffer bytes = ByteBuffer.wrap(row, 1, row.length - 1);
    return new TagRow(new TagScore(bytes.getLong()), bytes.get() == 1);
  }

  /** Gives the row to store; null for none. */
  byte[] write() {
    if (!ordered) {
      return score.present() ? score.write() : null;
    }
    return ByteBuffer.allocate(2 + Long.BYTES)
        .put(FORMAT)
        .putLong(score.thousandths())
        .put((byte) 1)
        .array();
  }
}
