package io.impuls.tracking.collector.publish;

import io.impuls.contracts.topic.Topic;
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

/**
 * Writes what operators decide to a topic of one partition, one record at a time, each
 * acknowledged. Blocks.
 *
 * @param <V> the topic's values
 */
public final class OperatorLog<V> implements AutoCloseable {

  /** How long a write may take: operators do it, seldom. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topic<V> topic;
  private final Producer<String, byte[]> producer;

  /** Makes the log of {@code topic}. */
  public OperatorLog(Topic<V> topic, String bootstrapServers, String instanceId) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "desk-" + topic.name() + "-" + instanceId,
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
   * Writes the record of a key, or removes it where {@code value} is null.
   *
   * @return its place on the topic
   * @throws LogAwayException when it cannot be written now
   */
  public long write(String key, V value) throws InterruptedException {
    RecordHeaders headers = new RecordHeaders();
    byte[] bytes = topic.serde().serialize(topic.name(), headers, value);
    try {
      return producer
          .send(new ProducerRecord<>(topic.name(), 0, null, key, bytes, headers))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new LogAwayException("a record could not be written to " + topic.name(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
