package io.impuls.tracking.resolver.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The ids of the events of a partition's devices, with the hash of what was sent. Ids are dropped a
 * dedupe time after their receipt.
 */
final class SeenEvents {

  private static final byte[] NO_HASH = {};

  private final WindowStore<byte[], byte[]> store;
  private final long dedupeMillis;

  SeenEvents(WindowStore<byte[], byte[]> store, Duration dedupe) {
    this.store = store;
    this.dedupeMillis = dedupe.toMillis();
  }

  /** How an event compares with what came before. */
  enum Comparison {
    NEW,
    AGAIN,
    DIFFERENT
  }

  /** Compares an event with what came before. */
  Comparison compare(byte[] key, String payloadHash, long timestamp) {
    // by instants the same fetch words the complaint about a wrong one first, for each event
    try (WindowStoreIterator<byte[]> before =
        store.fetch(key, timestamp - dedupeMillis, timestamp + dedupeMillis)) {
      if (!before.hasNext()) {
        return Comparison.NEW;
      }
      return Arrays.equals(before.next().value, hash(payloadHash))
          ? Comparison.AGAIN
          : Comparison.DIFFERENT;
    }
  }

  /** Keeps a new event. */
  void keep(byte[] key, String payloadHash, long timestamp) {
    store.put(key, hash(payloadHash), timestamp);
  }

  /** Gives the bytes of a hash; none where there is none. */
  static byte[] hash(String payloadHash) {
    return payloadHash == null ? NO_HASH : payloadHash.getBytes(StandardCharsets.US_ASCII);
  }
}
