package io.impuls.scoring.topology;

import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Position;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.streams.ledger.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The stored form of a {@link ScoreCard}, about 60 bytes a plan. The first byte names the format,
 * so that old cards stay readable; writes use the newest.
 */
public final class ScoreCardCodec implements StateCodec<ScoreCard> {

  private static final int FORMAT = 1;
  private static final int HAS_BAND = 1;
  private static final int HAS_LAST = 2;
  private static final int HAS_ACTIVITY = 4;

  @Override
  public void write(ScoreCard card, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeShort(card.plans().size());
    for (Map.Entry<String, PlanScore> line : card.plans().entrySet()) {
      out.writeUTF(line.getKey());
      write(line.getValue(), out);
    }
  }

  @Override
  public ScoreCard read(DataInput in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IllegalStateException("score card of unknown format " + format);
    }
    TreeMap<String, PlanScore> plans = new TreeMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      plans.put(in.readUTF(), readScore(in));
    }
    return new ScoreCard(plans);
  }

  private static void write(PlanScore score, DataOutput out) throws IOException {
    out.writeLong(score.total());
    out.writeByte(
        (score.band() == null ? 0 : HAS_BAND)
            | (score.last() == null ? 0 : HAS_LAST)
            | (score.lastActivity() == null ? 0 : HAS_ACTIVITY));
    if (score.band() != null) {
      out.writeUTF(score.band());
    }
    if (score.last() != null) {
      out.writeLong(score.last().occurredAt().toEpochMilli());
      out.writeLong(score.last().eventId().getMostSignificantBits());
      out.writeLong(score.last().eventId().getLeastSignificantBits());
    }
    if (score.lastActivity() != null) {
      out.writeLong(score.lastActivity().toEpochMilli());
    }
  }

  private static PlanScore readScore(DataInput in) throws IOException {
    long total = in.readLong();
    int parts = in.readUnsignedByte();
    String band = (parts & HAS_BAND) == 0 ? null : in.readUTF();
    Position last = null;
    if ((parts & HAS_LAST) != 0) {
      Instant at = Instant.ofEpochMilli(in.readLong());
      last = new Position(at, new UUID(in.readLong(), in.readLong()));
    }
    Instant activity = (parts & HAS_ACTIVITY) == 0 ? null : Instant.ofEpochMilli(in.readLong());
    return new PlanScore(total, band, last, activity);
  }
}
