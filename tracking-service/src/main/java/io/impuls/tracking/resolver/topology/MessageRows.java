package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.topic.JsonSerde;
import io.impuls.tracking.resolver.domain.MessageTrace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * What is remembered of messages in the store {@link ResolverStores#MESSAGES}: a row for each event
 * of a message, of which the latest holds, dropped after {@link #KEPT}.
 */
final class MessageRows {

  /** How long after its last event a message is remembered; reports come within hours. */
  static final Duration KEPT = Duration.ofDays(2);

  private static final JsonSerde<MessageTrace> TRACES = JsonSerde.of(MessageTrace.class);

  private final WindowStore<byte[], byte[]> store;

  MessageRows(WindowStore<byte[], byte[]> store) {
    this.store = store;
  }

  /** Gives what is remembered of a message at the time of a record. */
  MessageTrace find(String message, long timestamp) {
    Instant at = Instant.ofEpochMilli(timestamp);
    try (WindowStoreIterator<byte[]> rows =
        store.backwardFetch(key(message), at.minus(KEPT), at.plus(KEPT))) {
      return rows.hasNext()
          ? TRACES.deserialize(ResolverStores.MESSAGES, rows.next().value)
          : MessageTrace.NONE;
    }
  }

  /** Keeps what is to be remembered from the time of a record on. */
  void keep(String message, MessageTrace trace, long timestamp) {
    byte[] key = key(message);
    long latest = timestamp;
    Instant at = Instant.ofEpochMilli(timestamp);
    try (WindowStoreIterator<byte[]> rows = store.backwardFetch(key, at, at.plus(KEPT))) {
      latest = rows.hasNext() ? rows.next().key : timestamp;
    }
    store.put(key, TRACES.serialize(ResolverStores.MESSAGES, trace), latest);
  }

  private static byte[] key(String message) {
    return message.getBytes(StandardCharsets.UTF_8);
  }
}
