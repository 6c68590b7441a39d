package io.impuls.scoring.topology;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.domain.rehearsal.Deed;
import io.impuls.scoring.domain.rehearsal.Hit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes the part of a deed that is not in its key. Rows live no longer than their run. */
final class DeedCodec {

  private static final Suppression[] HOLDS = Suppression.values();
  private static final Match.Part[] PARTS = Match.Part.values();
  private static final int NONE = -1;

  private DeedCodec() {}

  /**
   * Gives the bytes of a row.
   *
   * @param placed whether it was moved to where it lies
   */
  static byte[] write(Deed deed, boolean placed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBoolean(placed);
      id(out, deed.original());
      id(out, deed.named());
      out.writeBoolean(deed.order());
      hits(out, deed.current());
      hits(out, deed.draft());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static boolean placed(byte[] value) {
    return value[0] != 0;
  }

  static Deed read(UUID eventId, Instant occurredAt, byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      in.readBoolean();
      UUID original = id(in);
      UUID named = id(in);
      boolean order = in.readBoolean();
      List<Hit> current = hits(in);
      return new Deed(eventId, occurredAt, original, named, order, current, hits(in));
    } catch (IOException e) {
      throw new UncheckedIOException("row of a rehearsal is cut short", e);
    }
  }

  private static void hits(DataOutputStream out, List<Hit> hits) throws IOException {
    out.writeInt(hits.size());
    for (Hit hit : hits) {
      out.writeInt(hit.rule());
      text(out, hit.capValue());
      out.writeLong(hit.potential());
      out.writeByte(hit.part().ordinal());
      out.writeByte(hit.hold() == null ? NONE : hit.hold().ordinal());
    }
  }

  private static List<Hit> hits(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<Hit> hits = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int rule = in.readInt();
      String capValue = text(in);
      long potential = in.readLong();
      Match.Part part = PARTS[in.readByte()];
      int hold = in.readByte();
      hits.add(new Hit(rule, capValue, potential, part, hold == NONE ? null : HOLDS[hold]));
    }
    return hits;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    if (text == null) {
      out.writeInt(NONE);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NONE ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void id(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID id(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
