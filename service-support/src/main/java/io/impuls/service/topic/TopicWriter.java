package io.impuls.service.topic;

import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to one topic for callers who wait until the brokers have them, such as users who
 * did something by hand: some seconds, and then they are told to come again.
 *
 * @param <V> values of the topic
 */
public final class TopicWriter<V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);

  /** How long the brokers may take for a record. */
  private static final Duration BOUND = Duration.ofSeconds(8);

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

  private final Topic<V> topic;
  private final Producer<String, V> producer;

  /**
   * Makes the writer; nothing is written yet.
   *
   * @param clientId names it in the brokers' logs
   * @param linger how long a record waits for others, so that many go out in few requests
   */
  public TopicWriter(Topic<V> topic, String bootstrapServers, String clientId, Duration linger) {
    this.topic = topic;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BOUND.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis() / 2);
    this.producer = new KafkaProducer<>(settings, new StringSerializer(), topic.serde());
  }

  /**
   * Writes records of the topic and waits for all of them.
   *
   * @return where they are, in their order; empty when one of them may not have been written
   */
  public Optional<List<RecordMetadata>> write(Iterable<ProducerRecord<String, V>> records) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<String, V> record : records) {
        sent.add(producer.send(record));
      }
      List<RecordMetadata> written = new ArrayList<>(sent.size());
      for (Future<RecordMetadata> one : sent) {
        // the producer gives up after the bound by itself
        written.add(one.get(2 * BOUND.toMillis(), TimeUnit.MILLISECONDS));
      }
      return Optional.of(written);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("could not write to {}", topic.name(), e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}
