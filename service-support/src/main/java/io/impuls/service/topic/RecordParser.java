package io.impuls.service.topic;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topic.Cleanup.Compact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Bytes to readings. */
final class RecordParser {

  private final Map<String, Topic<?>> topics = new HashMap<>();

  RecordParser(List<Topic<?>> topics) {
    topics.forEach(topic -> this.topics.put(topic.name(), topic));
  }

  /** Reads a record; empty when it is not what its topic promises. */
  Optional<Reading<?>> parse(ConsumerRecord<byte[], byte[]> record) {
    return parse(topics.get(record.topic()), record);
  }

  private static <V> Optional<Reading<?>> parse(
      Topic<V> topic, ConsumerRecord<byte[], byte[]> record) {
    V value;
    try {
      value = topic.serde().deserialize(record.topic(), record.value());
    } catch (RuntimeException e) {
      // the parser's message may quote the payload, so it goes nowhere
      return Optional.empty();
    }
    if (value == null && !(topic.cleanup() instanceof Compact)) {
      return Optional.empty();
    }
    return Optional.of(
        new Reading<>(
            topic,
            record.partition(),
            record.offset(),
            record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
            value,
            Instant.ofEpochMilli(record.timestamp())));
  }
}
