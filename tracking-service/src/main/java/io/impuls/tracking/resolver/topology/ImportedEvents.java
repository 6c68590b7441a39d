package io.impuls.tracking.resolver.topology;

import java.util.Arrays;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The ids of the events that imports brought to a partition's devices, kept for ever: a run may be
 * taken up again after a year, and its rows still count once (decision 7). Kept are the first bytes
 * of the hash, enough to tell a retry from another content.
 */
final class ImportedEvents {

  private static final int KEPT_BYTES = 8;

  private final KeyValueStore<byte[], byte[]> store;

  ImportedEvents(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /** Compares an event with what came before, and keeps it when it is new. */
  SeenEvents.Comparison take(byte[] key, String payloadHash) {
    byte[] hash = Arrays.copyOf(SeenEvents.hash(payloadHash), KEPT_BYTES);
    byte[] before = store.putIfAbsent(key, hash);
    if (before == null) {
      return SeenEvents.Comparison.NEW;
    }
    return Arrays.equals(before, hash)
        ? SeenEvents.Comparison.AGAIN
        : SeenEvents.Comparison.DIFFERENT;
  }
}
