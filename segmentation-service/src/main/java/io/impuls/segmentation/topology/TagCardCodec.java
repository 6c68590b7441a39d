package io.impuls.segmentation.topology;

import io.impuls.segmentation.domain.TagCard;
import io.impuls.streams.ledger.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The stored form of a {@link TagCard}: a format version and the number of tags. */
class TagCardCodec implements StateCodec<TagCard> {

  private static final byte FORMAT = 1;

  @Override
  public void write(TagCard card, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(card.tags());
  }

  @Override
  public TagCard read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IllegalStateException("tag card of unknown format " + format);
    }
    return new TagCard(in.readInt());
  }
}
