package io.impuls.streams.ledger;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes the part of an entry that is not in its key. First byte: format version, so that old rows
 * stay readable.
 */
final class EntryCodec {

  private static final int FORMAT = 3;

  /** Without what a match is for its rule. */
  private static final int SECOND_FORMAT = 2;

  /** Without by whom a match is named and since when it is there. */
  private static final int FIRST_FORMAT = 1;

  private static final Suppression[] REASONS = Suppression.values();
  private static final Match.Part[] PARTS = Match.Part.values();

  private EntryCodec() {}

  static byte[] write(Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Match match = entry.match();
      out.writeByte(FORMAT);
      out.writeUTF(match.lineage());
      out.writeInt(match.version());
      text(out, match.capValue());
      text(out, match.eventType());
      time(out, match.receivedAt());
      out.writeLong(match.originalPerson().getMostSignificantBits());
      out.writeLong(match.originalPerson().getLeastSignificantBits());
      out.writeLong(match.potential());
      reason(out, match.hold());
      text(out, match.note());
      out.writeLong(entry.awarded());
      reason(out, entry.reason());
      out.writeLong(match.namedPerson().getMostSignificantBits());
      out.writeLong(match.namedPerson().getLeastSignificantBits());
      time(out, match.placedAt());
      out.writeByte(match.part().ordinal());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  static Entry read(byte[] key, byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int format = in.readByte();
      if (format < FIRST_FORMAT || format > FORMAT) {
        throw new IllegalStateException("match log row of unknown format " + format);
      }
      String lineage = in.readUTF();
      int version = in.readInt();
      String capValue = text(in);
      String eventType = text(in);
      Instant received = time(in);
      UUID original = new UUID(in.readLong(), in.readLong());
      long potential = in.readLong();
      Suppression hold = reason(in);
      String note = text(in);
      long awarded = in.readLong();
      Suppression reason = reason(in);
      boolean named = format != FIRST_FORMAT;
      Match match =
          new Match(
              lineage,
              version,
              capValue,
              LedgerKeys.time(key),
              LedgerKeys.event(key),
              eventType,
              received,
              original,
              potential,
              hold,
              note,
              named ? new UUID(in.readLong(), in.readLong()) : null,
              named ? time(in) : null,
              format > SECOND_FORMAT ? PARTS[in.readByte()] : Match.Part.AWARD);
      return new Entry(match, awarded, reason);
    } catch (IOException e) {
      throw new UncheckedIOException("match log row is cut short", e);
    }
  }

  /** Texts may be longer than {@code writeUTF} allows: paths come from clients. */
  private static void text(DataOutputStream out, String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0
        ? null
        : new String(in.readNBytes(length), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static void time(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time == null ? Long.MIN_VALUE : time.toEpochMilli());
  }

  private static Instant time(DataInputStream in) throws IOException {
    long millis = in.readLong();
    return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
  }

  private static void reason(DataOutputStream out, Suppression reason) throws IOException {
    out.writeByte(reason == null ? -1 : reason.ordinal());
  }

  private static Suppression reason(DataInputStream in) throws IOException {
    int ordinal = in.readByte();
    return ordinal < 0 ? null : REASONS[ordinal];
  }
}
