package io.impuls.service.topic;

import io.impuls.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Keeps given-up records on {@code <service>.dead-letters}, key and value as they were, with the
 * headers that Kafka Streams gives those of the stream services: one way to look for them all.
 */
public final class DeadLetterTopic implements DeadLetter.Receiver, AutoCloseable {

  /** Header: why it was given up. */
  public static final String REASON = "__streams.errors.exception";

  /** Headers: where it was. */
  public static final String TOPIC = "__streams.errors.topic";

  public static final String PARTITION = "__streams.errors.partition";
  public static final String OFFSET = "__streams.errors.offset";

  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration BLOCK_BOUND = Duration.ofSeconds(5);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private Producer<byte[], byte[]> producer;

  /** Keeps the records that {@code service} gives up; connects when there is one. */
  public DeadLetterTopic(String bootstrapServers, String service) {
    this(service, () -> producer(bootstrapServers, service));
  }

  DeadLetterTopic(String service, Supplier<Producer<byte[], byte[]>> producers) {
    this.name = Topics.deadLetters(service);
    this.producers = producers;
  }

  /** Returns when the record is kept. */
  @Override
  public synchronized void receive(DeadLetter letter) throws Exception {
    if (producer == null) {
      producer = producers.get();
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(name, letter.key(), letter.value());
    head(record, REASON, letter.reason());
    head(record, TOPIC, letter.topic());
    head(record, PARTITION, Integer.toString(letter.partition()));
    head(record, OFFSET, Long.toString(letter.offset()));
    producer.send(record).get(2 * BOUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void head(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Producer<byte[], byte[]> producer(String bootstrapServers, String service) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-dead-letters");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_BOUND.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis() / 2);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_BOUND);
    }
  }
}
