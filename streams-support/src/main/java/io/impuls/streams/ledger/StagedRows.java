package io.impuls.streams.ledger;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The rows of a store with the staged ones in between, in the order of their keys. */
final class StagedRows implements KeyValueIterator<byte[], byte[]> {

  private final KeyValueIterator<byte[], byte[]> stored;
  private final Iterator<Map.Entry<byte[], Optional<byte[]>>> staged;
  private KeyValue<byte[], byte[]> nextStored;
  private Map.Entry<byte[], Optional<byte[]>> nextStaged;
  private KeyValue<byte[], byte[]> next;

  StagedRows(KeyValueIterator<byte[], byte[]> stored, SortedMap<byte[], Optional<byte[]>> staged) {
    this.stored = stored;
    this.staged = staged.entrySet().iterator();
    nextStored = pull(stored);
    nextStaged = pull(this.staged);
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public KeyValue<byte[], byte[]> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    KeyValue<byte[], byte[]> row = next;
    advance();
    return row;
  }

  @Override
  public byte[] peekNextKey() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    return next.key;
  }

  @Override
  public void close() {
    stored.close();
  }

  /** Where both have a key, the staged row is the newer one; an empty one hides the other. */
  private void advance() {
    next = null;
    while (next == null && (nextStored != null || nextStaged != null)) {
      int order = order();
      if (order < 0) {
        next = nextStored;
      } else {
        byte[] key = nextStaged.getKey();
        next = nextStaged.getValue().map(value -> KeyValue.pair(key, value)).orElse(null);
        nextStaged = pull(staged);
      }
      if (order <= 0) {
        nextStored = pull(stored);
      }
    }
  }

  private int order() {
    if (nextStored == null || nextStaged == null) {
      return nextStored == null ? 1 : -1;
    }
    return Arrays.compareUnsigned(nextStored.key, nextStaged.getKey());
  }

  private static <T> T pull(Iterator<T> rows) {
    return rows.hasNext() ? rows.next() : null;
  }
}
