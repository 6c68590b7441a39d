package io.impuls.streams.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/**
 * The head record of a person: what the service keeps of them, the counter of their changes, and
 * whether they live on as somebody else.
 *
 * @param version changes published so far
 * @param mergedInto the person that continues; null while this one does
 * @param state the service's part
 * @param <S> the service's part
 */
public record Head<S>(long version, UUID mergedInto, S state) {

  private static final int FORMAT = 1;

  /** Gives the person that continues, if this one was merged away. */
  public Optional<UUID> alias() {
    return Optional.ofNullable(mergedInto);
  }

  byte[] write(StateCodec<S> codec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(version);
      out.writeBoolean(mergedInto != null);
      if (mergedInto != null) {
        out.writeLong(mergedInto.getMostSignificantBits());
        out.writeLong(mergedInto.getLeastSignificantBits());
      }
      codec.write(state, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads a stored head. */
  public static <S> Head<S> read(byte[] value, StateCodec<S> codec) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IllegalStateException("head record of unknown format " + format);
      }
      long version = in.readLong();
      UUID mergedInto = in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
      return new Head<>(version, mergedInto, codec.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("head record is cut short", e);
    }
  }
}
