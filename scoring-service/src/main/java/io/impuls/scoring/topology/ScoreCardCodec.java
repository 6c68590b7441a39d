package io.impuls.scoring.topology;

import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Fade;
import io.impuls.scoring.domain.Course;
import io.impuls.scoring.domain.PlanScore;
import io.impuls.scoring.domain.Position;
import io.impuls.scoring.domain.Reached;
import io.impuls.scoring.domain.ScoreCard;
import io.impuls.scoring.domain.Strand;
import io.impuls.scoring.domain.traits.TraitStanding;
import io.impuls.streams.ledger.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The stored form of a {@link ScoreCard}, about 60 bytes a plan and 40 more once entries have left
 * the ledger. The first byte names the format, so that old cards stay readable; writes use the
 * newest.
 */
public final class ScoreCardCodec implements StateCodec<ScoreCard> {

  private static final int FORMAT = 3;

  /** Without what is kept of traits; written where there is nothing of that. */
  private static final int SECOND_FORMAT = 2;

  /** Without what has left the ledger. */
  private static final int FIRST_FORMAT = 1;

  private static final int HAS_BAND = 1;
  private static final int HAS_LAST = 2;
  private static final int HAS_ACTIVITY = 4;
  private static final int HAS_FOLDED = 8;

  /** The limits of the plan or of groups of its rules make a difference. */
  private static final int HAS_LIMITS = 16;

  /** Some points go all the time. */
  private static final int HAS_FADING = 32;

  private static final int LINEAR = 1;
  private static final int HALF_LIFE = 2;

  @Override
  public void write(ScoreCard card, DataOutput out) throws IOException {
    boolean traits = card.traits().until() != null;
    out.writeByte(traits ? FORMAT : SECOND_FORMAT);
    out.writeInt(card.plans().size());
    for (Map.Entry<String, PlanScore> line : card.plans().entrySet()) {
      out.writeUTF(line.getKey());
      write(line.getValue(), out);
    }
    if (traits) {
      TraitStandingCodec.write(card.traits(), out);
    }
  }

  @Override
  public ScoreCard read(DataInput in) throws IOException {
    int format = in.readByte();
    if (format < FIRST_FORMAT || format > FORMAT) {
      throw new IllegalStateException("score card of unknown format " + format);
    }
    TreeMap<String, PlanScore> plans = new TreeMap<>();
    int lines = format == FIRST_FORMAT ? in.readUnsignedShort() : in.readInt();
    for (int left = lines; left > 0; left--) {
      plans.put(in.readUTF(), readScore(in));
    }
    return new ScoreCard(
        plans, format > SECOND_FORMAT ? TraitStandingCodec.read(in) : TraitStanding.NONE);
  }

  private static void write(PlanScore score, DataOutput out) throws IOException {
    boolean folded = !score.folded().equals(Reached.NOTHING);
    boolean limits = !score.groups().isEmpty() || score.score() != score.total();
    boolean fading = score.course() != null;
    out.writeLong(score.total());
    out.writeByte(
        parts(score.band(), score.last())
            | (score.lastActivity() == null ? 0 : HAS_ACTIVITY)
            | (folded ? HAS_FOLDED : 0)
            | (limits ? HAS_LIMITS : 0)
            | (fading ? HAS_FADING : 0));
    write(score.band(), score.last(), out);
    if (score.lastActivity() != null) {
      out.writeLong(score.lastActivity().toEpochMilli());
    }
    if (folded) {
      Reached reached = score.folded();
      out.writeByte(parts(reached.band(), reached.last()));
      write(reached.band(), reached.last(), out);
      out.writeInt(reached.version());
    }
    if (limits) {
      out.writeLong(score.score());
      out.writeInt(score.groups().size());
      for (Map.Entry<String, Long> group : score.groups().entrySet()) {
        out.writeUTF(group.getKey());
        out.writeLong(group.getValue());
      }
    }
    if (fading) {
      write(score.course(), out);
      write(score.fading(), out);
    }
  }

  private static void write(Course course, DataOutput out) throws IOException {
    out.writeLong(course.since().toEpochMilli());
    out.writeInt(course.version());
    out.writeLong(course.next() == null ? Long.MIN_VALUE : course.next().toEpochMilli());
  }

  private static Course readCourse(DataInput in) throws IOException {
    Instant since = Instant.ofEpochMilli(in.readLong());
    int version = in.readInt();
    long next = in.readLong();
    return new Course(since, version, next == Long.MIN_VALUE ? null : Instant.ofEpochMilli(next));
  }

  private static void write(SortedMap<Strand, Basis> fading, DataOutput out) throws IOException {
    out.writeInt(fading.size());
    for (Map.Entry<Strand, Basis> strand : fading.entrySet()) {
      Fade fade = strand.getKey().fade();
      out.writeUTF(strand.getKey().group());
      out.writeByte(fade instanceof Fade.Linear ? LINEAR : HALF_LIFE);
      out.writeLong(fade.length().toMillis());
      byte[] basis = strand.getValue().text().getBytes(StandardCharsets.US_ASCII);
      out.writeInt(basis.length);
      out.write(basis);
    }
  }

  private static SortedMap<Strand, Basis> readFading(DataInput in) throws IOException {
    TreeMap<Strand, Basis> fading = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String group = in.readUTF();
      boolean linear = in.readByte() == LINEAR;
      Duration length = Duration.ofMillis(in.readLong());
      byte[] basis = new byte[in.readInt()];
      in.readFully(basis);
      fading.put(
          new Strand(group, linear ? new Fade.Linear(length) : new Fade.HalfLife(length)),
          Basis.parse(new String(basis, StandardCharsets.US_ASCII)));
    }
    return fading;
  }

  private static PlanScore readScore(DataInput in) throws IOException {
    long total = in.readLong();
    int parts = in.readUnsignedByte();
    String band = readBand(parts, in);
    Position last = readLast(parts, in);
    Instant activity = (parts & HAS_ACTIVITY) == 0 ? null : Instant.ofEpochMilli(in.readLong());
    Reached folded = (parts & HAS_FOLDED) == 0 ? Reached.NOTHING : readReached(in);
    TreeMap<String, Long> groups = new TreeMap<>();
    long score = total;
    if ((parts & HAS_LIMITS) != 0) {
      score = in.readLong();
      for (int left = in.readInt(); left > 0; left--) {
        groups.put(in.readUTF(), in.readLong());
      }
    }
    if ((parts & HAS_FADING) == 0) {
      return new PlanScore(total, band, last, activity, folded, groups, score);
    }
    Course course = readCourse(in);
    return new PlanScore(
        total, band, last, activity, folded, groups, score, readFading(in), course);
  }

  private static Reached readReached(DataInput in) throws IOException {
    int parts = in.readUnsignedByte();
    String band = readBand(parts, in);
    Position last = readLast(parts, in);
    return new Reached(band, in.readInt(), last);
  }

  private static int parts(String band, Position last) {
    return (band == null ? 0 : HAS_BAND) | (last == null ? 0 : HAS_LAST);
  }

  private static void write(String band, Position last, DataOutput out) throws IOException {
    if (band != null) {
      out.writeUTF(band);
    }
    if (last != null) {
      out.writeLong(last.occurredAt().toEpochMilli());
      out.writeLong(last.eventId().getMostSignificantBits());
      out.writeLong(last.eventId().getLeastSignificantBits());
    }
  }

  private static String readBand(int parts, DataInput in) throws IOException {
    return (parts & HAS_BAND) == 0 ? null : in.readUTF();
  }

  private static Position readLast(int parts, DataInput in) throws IOException {
    if ((parts & HAS_LAST) == 0) {
      return null;
    }
    Instant at = Instant.ofEpochMilli(in.readLong());
    return new Position(at, new UUID(in.readLong(), in.readLong()));
  }
}
