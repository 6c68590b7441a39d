package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.SegmentMove.By;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.segmentation.domain.segment.Transition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The stored form of a {@link Membership}: a format version, until when, and the transitions. */
final class MembershipCodec {

  private static final byte FORMAT = 1;
  private static final long NEVER = Long.MIN_VALUE;

  private MembershipCodec() {}

  static byte[] write(Membership membership) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(membership.until().toEpochMilli());
      out.writeInt(membership.transitions().size());
      for (Transition one : membership.transitions()) {
        out.writeLong(one.at().toEpochMilli());
        out.writeBoolean(one.entered());
        out.writeUTF(one.by().name());
        out.writeInt(one.version());
        out.writeLong(one.change());
        cause(one.cause(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void cause(Cause cause, DataOutputStream out) throws IOException {
    out.writeBoolean(cause != null);
    if (cause != null) {
      out.writeLong(cause.eventId().getMostSignificantBits());
      out.writeLong(cause.eventId().getLeastSignificantBits());
      out.writeUTF(cause.type());
      out.writeLong(cause.occurredAt().toEpochMilli());
      out.writeLong(cause.receivedAt() == null ? NEVER : cause.receivedAt().toEpochMilli());
    }
  }

  /** Gives null for no row. */
  static Membership read(byte[] row) {
    if (row == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(row))) {
      byte format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException("membership row of unknown format " + format);
      }
      Instant until = Instant.ofEpochMilli(in.readLong());
      int size = in.readInt();
      List<Transition> transitions = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        Instant at = Instant.ofEpochMilli(in.readLong());
        boolean entered = in.readBoolean();
        By by = By.valueOf(in.readUTF());
        int version = in.readInt();
        long change = in.readLong();
        transitions.add(new Transition(at, entered, by, version, cause(in), change));
      }
      return new Membership(until, transitions);
    } catch (IOException e) {
      throw new UncheckedIOException("membership row is cut short", e);
    }
  }

  private static Cause cause(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    UUID event = new UUID(in.readLong(), in.readLong());
    String type = in.readUTF();
    Instant occurredAt = Instant.ofEpochMilli(in.readLong());
    long received = in.readLong();
    return new Cause(
        event, type, occurredAt, received == NEVER ? null : Instant.ofEpochMilli(received));
  }
}
