package io.impuls.tracking.collector.rejected;

import io.impuls.contracts.topic.Topic;
import io.impuls.tracking.collector.domain.LogAwayException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stretch of one partition, in order, with a megabyte in memory at a time. Blocks; one use,
 * on one thread.
 *
 * @param <V> the topic's values
 */
final class TopicScan<V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicScan.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topic<V> topic;
  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;

  TopicScan(Topic<V> topic, int partition, String bootstrapServers) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), partition);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1 << 20,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                4_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(this.partition));
  }

  /** Gives the first offset there is. */
  long begin() {
    return tried(() -> consumer.beginningOffsets(List.of(partition)).get(partition));
  }

  /** Gives the offset after the last one there is. */
  long end() {
    return tried(() -> consumer.endOffsets(List.of(partition)).get(partition));
  }

  /** Hands over every readable value of {@code [from, to)} with its offset. */
  void read(long from, long to, ObjLongConsumer<V> each) {
    tried(
        () -> {
          consumer.seek(partition, from);
          long deadline = System.nanoTime() + PATIENCE.toNanos();
          while (consumer.position(partition) < to) {
            if (System.nanoTime() - deadline > 0) {
              throw new LogAwayException("a stretch of " + topic.name() + " took too long", null);
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
              if (record.offset() < to) {
                value(record).ifPresent(value -> each.accept(value, record.offset()));
              }
            }
          }
          return null;
        });
  }

  private Optional<V> value(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(topic.serde().deserialize(record.topic(), record.value()));
    } catch (SerializationException e) {
      LOG.warn("a record cannot be read, topic={} offset={}", record.topic(), record.offset());
      return Optional.empty();
    }
  }

  private interface Step<T> {
    T take();
  }

  private <T> T tried(Step<T> step) {
    try {
      return step.take();
    } catch (KafkaException e) {
      throw new LogAwayException(topic.name() + " could not be read", e);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
