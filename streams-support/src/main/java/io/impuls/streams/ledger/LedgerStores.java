package io.impuls.streams.ledger;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Names and makes the stores of a person ledger. Keys of the first three begin with workspace and
 * person (32 bytes).
 *
 * <ul>
 *   <li>{@link #HEADS}: one small record per person; grows with the number of persons.
 *   <li>{@link #MATCHES}: one row per match; rows older than the retention are folded into one row
 *       per rule and original identity.
 *   <li>{@link #SEEN}: one row per event that matched; rows older than the retention go.
 *   <li>{@link #TIMERS}, where rules wait: one row per wait that has not ended yet.
 *   <li>{@link #PARTITION}, where rules wait: how far event time has come; one row.
 * </ul>
 */
public final class LedgerStores {

  /** Head record per person. */
  public static final String HEADS = "heads";

  /** Match log. */
  public static final String MATCHES = "matches";

  /** Events already counted, per person. */
  public static final String SEEN = "seen";

  /** Ends of waits. */
  public static final String TIMERS = "timers";

  /** Event time of the partition. */
  public static final String PARTITION = "partition";

  private LedgerStores() {}

  /**
   * Makes the builder of a persistent store with a changelog; {@code name} is one of ours or a
   * service's own.
   */
  public static StoreBuilder<KeyValueStore<byte[], byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
