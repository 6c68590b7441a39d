package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
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
 * what left them.
 *
 * @param version changes published so far
 * @param moves what left by merges and splits
 * @param state the service's part
 * @param <S> the service's part
 */
public record Head<S>(long version, Moves moves, S state) {

  private static final int FORMAT = 2;

  /** With an alias, and nothing of when and why. */
  private static final int FIRST_FORMAT = 1;

  public Head {
    moves = moves == null ? Moves.NONE : moves;
  }

  /** Gives the person that continues, if this one was merged away. */
  public Optional<UUID> alias() {
    return moves.alias().map(Move::into);
  }

  /**
   * Gives the person who answers for this one: who continues, unless something stayed here, as a
   * device's past that was too old to be adopted.
   *
   * @param nothing the service's part when there is nothing
   */
  public Optional<UUID> answeredBy(S nothing) {
    return state.equals(nothing) ? alias() : Optional.empty();
  }

  byte[] write(StateCodec<S> codec) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(version);
      MovesCodec.write(moves, out);
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
      if (format != FORMAT && format != FIRST_FORMAT) {
        throw new IllegalStateException("head record of unknown format " + format);
      }
      long version = in.readLong();
      Moves moves = format == FIRST_FORMAT ? MovesCodec.readAlias(in) : MovesCodec.read(in);
      return new Head<>(version, moves, codec.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("head record is cut short", e);
    }
  }
}
