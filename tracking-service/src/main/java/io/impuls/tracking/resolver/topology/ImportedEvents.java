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

  /** Compares an event with what came before. */
  SeenEvents.Comparison compare(byte[] key, String payloadHash) {
    byte[] before = store.get(key);
    if (before == null) {
      return SeenEvents.Comparison.NEW;
    }
    return Arrays.equals(before, kept(payloadHash))
        ? SeenEvents.Comparison.AGAIN
        : SeenEvents.Comparison.DIFFERENT;
  }

  /** Keeps a new event. */
  void keep(byte[] key, String payloadHash) {
    store.put(key, kept(payloadHash));
  }

  private static byte[] kept(String payloadHash) {
    return Arrays.copyOf(SeenEvents.hash(payloadHash), KEPT_BYTES);
  }
}
