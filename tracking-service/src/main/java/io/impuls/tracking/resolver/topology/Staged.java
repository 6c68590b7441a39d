package io.impuls.tracking.resolver.topology;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store as it will be: what is put is read back at once, and reaches the store with {@link
 * #apply} only. So an event that cannot be resolved after all leaves nothing half done, as an
 * exception does not undo what a processor has put (the handlers resume after it).
 */
final class Staged {

  private final KeyValueStore<byte[], byte[]> store;

  /** Empty for a row that was deleted. */
  private final NavigableMap<byte[], Optional<byte[]>> changes =
      new TreeMap<>(Arrays::compareUnsigned);

  Staged(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  byte[] get(byte[] key) {
    Optional<byte[]> change = changes.get(key);
    return change == null ? store.get(key) : change.orElse(null);
  }

  void put(byte[] key, byte[] value) {
    changes.put(key, Optional.of(value));
  }

  void delete(byte[] key) {
    changes.put(key, Optional.empty());
  }

  /** Gives the rows from one key to another, both included; to be closed. */
  KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
    return merged(store.range(from, to), from, to, false);
  }

  /** Gives the rows from the last to the first of a range; to be closed. */
  KeyValueIterator<byte[], byte[]> reverseRange(byte[] from, byte[] to) {
    return merged(store.reverseRange(from, to), from, to, true);
  }

  /** Puts what was staged into the store. */
  void apply() {
    changes.forEach((key, value) -> store.put(key, value.orElse(null)));
    changes.clear();
  }

  private KeyValueIterator<byte[], byte[]> merged(
      KeyValueIterator<byte[], byte[]> stored, byte[] from, byte[] to, boolean backwards) {
    if (changes.isEmpty() || Arrays.compareUnsigned(from, to) > 0) {
      return stored;
    }
    NavigableMap<byte[], Optional<byte[]>> within = changes.subMap(from, true, to, true);
    NavigableMap<byte[], Optional<byte[]>> ordered = backwards ? within.descendingMap() : within;
    return ordered.isEmpty() ? stored : new Merged(stored, ordered, backwards);
  }

  /** Stored rows and changes in one order; of the same key the change holds. */
  private static final class Merged implements KeyValueIterator<byte[], byte[]> {

    private final KeyValueIterator<byte[], byte[]> stored;
    private final Iterator<Map.Entry<byte[], Optional<byte[]>>> changes;
    private final boolean backwards;
    private KeyValue<byte[], byte[]> ofStore;
    private Map.Entry<byte[], Optional<byte[]>> ofChanges;
    private KeyValue<byte[], byte[]> next;

    Merged(
        KeyValueIterator<byte[], byte[]> stored,
        NavigableMap<byte[], Optional<byte[]>> changes,
        boolean backwards) {
      this.stored = stored;
      this.changes = changes.entrySet().iterator();
      this.backwards = backwards;
      this.ofStore = stored.hasNext() ? stored.next() : null;
      this.ofChanges = this.changes.hasNext() ? this.changes.next() : null;
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
      KeyValue<byte[], byte[]> given = next;
      advance();
      return given;
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

    private void advance() {
      next = null;
      while (next == null && (ofStore != null || ofChanges != null)) {
        int order = order();
        if (order < 0) {
          next = ofStore;
        } else {
          next =
              ofChanges
                  .getValue()
                  .map(value -> KeyValue.pair(ofChanges.getKey(), value))
                  .orElse(null);
          ofChanges = changes.hasNext() ? changes.next() : null;
        }
        if (order <= 0) {
          ofStore = stored.hasNext() ? stored.next() : null;
        }
      }
    }

    /** Negative when the store's row comes first, zero when both are of one key. */
    private int order() {
      if (ofStore == null) {
        return 1;
      }
      if (ofChanges == null) {
        return -1;
      }
      int order = Arrays.compareUnsigned(ofStore.key, ofChanges.getKey());
      return backwards ? -order : order;
    }
  }
}
