package io.impuls.bench.load;

import io.impuls.contracts.topic.Topic;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a lot of records to a topic, and knows in the end whether all of them are there.
 *
 * @param <V> their values
 */
final class RecordWriter<V> implements AutoCloseable {

  private final Topic<V> topic;
  private final KafkaProducer<String, V> producer;
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  RecordWriter(String bootstrapServers, Topic<V> topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                262_144,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            topic.keySerde().serializer(),
            topic.serde().serializer());
  }

  void write(String key, long timestamp, V value) {
    producer.send(
        new ProducerRecord<>(topic.name(), null, timestamp, key, value),
        (metadata, failure) -> {
          if (failure != null) {
            refused.compareAndSet(null, failure);
          }
        });
  }

  /**
   * Waits until all are written.
   *
   * @throws IllegalStateException when one of them could not be
   */
  void finish() {
    producer.flush();
    if (refused.get() != null) {
      throw new IllegalStateException("not every record could be written", refused.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
