package io.impuls.service.topic;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topic.Cleanup.Compact;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Bytes to readings; sets apart what cannot be read. */
final class RecordParser {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);

  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final UnreadableRecord.Receiver rejects;
  private final ReaderMetrics metrics;

  RecordParser(List<Topic<?>> topics, UnreadableRecord.Receiver rejects, ReaderMetrics metrics) {
    topics.forEach(topic -> this.topics.put(topic.name(), topic));
    this.rejects = rejects;
    this.metrics = metrics;
  }

  List<Reading<?>> parse(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
    List<Reading<?>> readings = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Reading<?> reading = parse(topics.get(record.topic()), record);
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings;
  }

  private <V> Reading<V> parse(Topic<V> topic, ConsumerRecord<byte[], byte[]> record)
      throws Exception {
    try {
      V value = topic.serde().deserialize(record.topic(), record.value());
      if (value != null || topic.cleanup() instanceof Compact) {
        return new Reading<>(
            topic,
            record.partition(),
            record.offset(),
            record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
            value,
            Instant.ofEpochMilli(record.timestamp()));
      }
    } catch (RuntimeException e) {
      // falls through: the parser's message may quote the payload, so it is not logged
    }
    metrics.unreadable(record.topic());
    LOG.warnf(
        "record cannot be read topic=%s partition=%d offset=%d",
        record.topic(), record.partition(), record.offset());
    rejects.receive(
        new UnreadableRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            record.value(),
            Instant.ofEpochMilli(record.timestamp())));
    return null;
  }
}
