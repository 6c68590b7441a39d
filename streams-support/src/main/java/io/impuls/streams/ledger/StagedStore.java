package io.impuls.streams.ledger;

import io.impuls.streams.timers.TimerRows;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A store in which a step sees what it has put itself, while nothing reaches the store before the
 * whole step has been computed. A step that fails half way leaves no trace (the net under it
 * resumes, and does not undo).
 */
public final class StagedStore implements ReadOnlyKeyValueStore<byte[], byte[]>, TimerRows {

  private final KeyValueStore<byte[], byte[]> store;

  /** Empty: deleted. */
  private final NavigableMap<byte[], Optional<byte[]>> staged =
      new TreeMap<>(Arrays::compareUnsigned);

  /** What the step has read, as one step asks for the same row several times. Empty: no row. */
  private final NavigableMap<byte[], Optional<byte[]>> read =
      new TreeMap<>(Arrays::compareUnsigned);

  StagedStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  @Override
  public void put(byte[] key, byte[] value) {
    staged.put(key, Optional.of(value));
  }

  @Override
  public void delete(byte[] key) {
    staged.put(key, Optional.empty());
  }

  @Override
  public byte[] get(byte[] key) {
    Optional<byte[]> known = staged.get(key);
    if (known == null) {
      known = read.computeIfAbsent(key, k -> Optional.ofNullable(store.get(k)));
    }
    return known.orElse(null);
  }

  /** Gives the rows from one key to another, both included. Put nothing before it is closed. */
  @Override
  public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
    NavigableMap<byte[], Optional<byte[]>> own = staged.tailMap(from, true);
    return new StagedRows(store.range(from, to), to == null ? own : own.headMap(to, true));
  }

  @Override
  public KeyValueIterator<byte[], byte[]> all() {
    return new StagedRows(store.all(), staged);
  }

  @Override
  public long approximateNumEntries() {
    return store.approximateNumEntries() + staged.size();
  }

  /** Hands everything to the store. */
  void write() {
    staged.forEach(
        (key, value) -> value.ifPresentOrElse(row -> store.put(key, row), () -> store.delete(key)));
    discard();
  }

  /** Forgets what was put, deleted and read. */
  void discard() {
    staged.clear();
    read.clear();
  }
}
