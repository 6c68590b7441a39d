package io.impuls.streams.timers;

import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Rows in the order of their keys, as timers need them. */
public interface TimerRows {

  /** Gives the rows of a store. */
  static TimerRows of(KeyValueStore<byte[], byte[]> store) {
    return new TimerRows() {
      @Override
      public byte[] get(byte[] key) {
        return store.get(key);
      }

      @Override
      public void put(byte[] key, byte[] value) {
        store.put(key, value);
      }

      @Override
      public void delete(byte[] key) {
        store.delete(key);
      }

      @Override
      public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
        return store.range(from, to);
      }
    };
  }

  /** Gives a row; null when there is none. */
  byte[] get(byte[] key);

  /** Puts a row, in place of the one with the same key if there is one. */
  void put(byte[] key, byte[] value);

  /** Deletes a row; nothing happens when there is none. */
  void delete(byte[] key);

  /** Gives the rows from one key to another, both included. */
  KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to);
}
