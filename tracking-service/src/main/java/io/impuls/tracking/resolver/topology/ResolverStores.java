package io.impuls.tracking.resolver.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The resolver's stores: names, forms and what bounds their growth. */
public final class ResolverStores {

  /** Event ids of a device, with the payload's hash; dropped after the dedupe time. */
  static final String SEEN = "seen";

  /**
   * Event ids that imports brought to a device in earlier releases, for ever: one row of 40 bytes
   * for each imported row. Nothing is added.
   */
  static final String IMPORTED = "imported";

  /** Rows of imports, for ever: one row of 50 bytes for each. */
  static final String IMPORTED_ROWS = "imported-rows";

  /**
   * What is remembered of a device: a head of about 50 bytes for each device ever seen, its
   * bindings (those older than the horizon folded to changes of person), its visits of the horizon;
   * of a browser up to 20 ids that clients made up in it, of such an id up to 6 browsers.
   */
  static final String DEVICES = "devices";

  /** Ends of visits, and their forgetting: at most two rows for each kept visit. */
  static final String TIMERS = "timers";

  /**
   * The watermark, and counters: a few rows for each source. Each event changes them, so they are
   * cached, and reach the store and its changelog once in each transaction.
   */
  public static final String PARTITION = "partition";

  /** Whom identifiers name: one row for each identifier and each pair that came together. */
  static final String IDENTIFIERS = "identifiers";

  /**
   * Who is who: a row for each identifier, at most {@code identifiers-of-a-person} links of each
   * (twice, once at each end), a row for each pair that users decided or were asked about.
   */
  static final String GRAPH = "graph";

  /** What came of messages: a row for each of their events, dropped two days after receipt. */
  static final String MESSAGES = "messages";

  static final String[] DEVICE_STORES = {SEEN, IMPORTED, DEVICES, TIMERS, PARTITION};

  private ResolverStores() {}

  static List<StoreBuilder<?>> device(Duration dedupe) {
    return List.of(
        Stores.windowStoreBuilder(
                Stores.persistentWindowStore(SEEN, dedupe, Duration.ofMillis(1), false),
                Serdes.ByteArray(),
                Serdes.ByteArray())
            .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864")),
        bytes(IMPORTED),
        bytes(DEVICES),
        bytes(TIMERS),
        bytes(PARTITION).withCachingEnabled());
  }

  static StoreBuilder<?> messages() {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(MESSAGES, MessageRows.KEPT, Duration.ofMillis(1), false),
            Serdes.ByteArray(),
            Serdes.ByteArray())
        .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864"));
  }

  static StoreBuilder<?> importedRows() {
    return bytes(IMPORTED_ROWS);
  }

  static StoreBuilder<?> identifiers() {
    return bytes(IDENTIFIERS);
  }

  static StoreBuilder<?> graph() {
    return bytes(GRAPH);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> bytes(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray());
  }
}
