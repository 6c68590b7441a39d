package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.LogAwayException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records of keys to {@code tracking.sources}, one at a time, each acknowledged. */
final class SourceLog implements AutoCloseable {

  /** How long a write may take: operators do it, seldom. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Producer<String, byte[]> producer;

  SourceLog(String bootstrapServers, String instanceId) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "source-desk-" + instanceId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                5_000L),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Writes the record of a key, or removes it where {@code source} is null.
   *
   * @return its place on the topic
   * @throws LogAwayException when it cannot be written now
   */
  long write(String key, TrackingSource source) throws InterruptedException {
    RecordHeaders headers = new RecordHeaders();
    String topic = Topics.SOURCES.name();
    byte[] value = Topics.SOURCES.serde().serialize(topic, headers, source);
    try {
      return producer
          .send(new ProducerRecord<>(topic, 0, null, key, value, headers))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new LogAwayException("a source could not be written", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
