package io.impuls.streams.ledger;

import io.impuls.contracts.event.Merge;
import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes what left a person as part of their head record: 3 bytes when nothing did. */
final class MovesCodec {

  private MovesCodec() {}

  static void write(Moves moves, DataOutput out) throws IOException {
    out.writeShort(moves.told().size());
    for (Move move : moves.told()) {
      out.writeLong(move.toldAt().toEpochMilli());
      id(out, move.into());
      id(out, move.named());
      id(out, move.original());
      out.writeBoolean(move.byDevice());
      time(out, move.since());
      time(out, move.until());
      out.writeBoolean(move.past());
    }
    time(out, moves.restoredAt());
  }

  static Moves read(DataInput in) throws IOException {
    List<Move> told = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      told.add(
          new Move(
              Instant.ofEpochMilli(in.readLong()),
              id(in),
              id(in),
              id(in),
              in.readBoolean(),
              time(in),
              time(in),
              in.readBoolean()));
    }
    return new Moves(told, time(in));
  }

  /** Reads what heads of the first format say: at most that the person was merged into another. */
  static Moves readAlias(DataInput in) throws IOException {
    UUID into = id(in);
    return into == null
        ? Moves.NONE
        : Moves.NONE.with(Move.of(new Merge(into, into), Instant.EPOCH));
  }

  private static void id(DataOutput out, UUID id) throws IOException {
    out.writeBoolean(id != null);
    if (id != null) {
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    }
  }

  private static UUID id(DataInput in) throws IOException {
    return in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
  }

  private static void time(DataOutput out, Instant time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.toEpochMilli());
    }
  }

  private static Instant time(DataInput in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
  }
}
