package io.impuls.streams.ledger;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes and reads a service's part of the head record. Write a format version first; old ones stay
 * readable.
 *
 * @param <S> the service's part
 */
public interface StateCodec<S> {

  /** Writes the state. */
  void write(S state, DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote, in this or an earlier version. */
  S read(DataInput in) throws IOException;
}
