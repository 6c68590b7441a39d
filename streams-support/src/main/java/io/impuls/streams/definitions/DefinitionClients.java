package io.impuls.streams.definitions;

import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka clients of a {@link DefinitionFeed}; the producer is made when it is first needed. */
final class DefinitionClients implements AutoCloseable {

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

  private final String topic;
  private final String bootstrapServers;
  private final String instanceId;
  private KafkaProducer<String, byte[]> producer;

  DefinitionClients(String topic, String bootstrapServers, String instanceId) {
    this.topic = topic;
    this.bootstrapServers = bootstrapServers;
    this.instanceId = instanceId;
  }

  synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(publishing(), new StringSerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** Gives the settings of the producer. */
  Properties publishing() {
    Properties p = new Properties();
    p.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(ProducerConfig.CLIENT_ID_CONFIG, topic + "-publisher-" + instanceId);
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000L);
    p.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
    p.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    p.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
    // A definition of 1 MB, as the services take them, is more than that with what goes around it.
    p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MOST_BYTES);
    return p;
  }

  KafkaConsumer<String, byte[]> consumer() {
    Properties p = new Properties();
    p.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(ConsumerConfig.CLIENT_ID_CONFIG, topic + "-reader-" + instanceId);
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    p.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    p.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(p, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_BOUND);
    }
  }
}
