package io.impuls.service.webhook;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.webhook.Webhook;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka clients of a {@link WebhookRegister}; the producer is made when it is first needed. */
final class RegisterClients implements AutoCloseable {

  /** How long Kafka may take. */
  static final Duration BOUND = Duration.ofSeconds(8);

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

  private final Topic<Webhook> topic;
  private final String bootstrapServers;
  private final String instanceId;
  private KafkaProducer<String, Webhook> producer;

  RegisterClients(Topic<Webhook> topic, String bootstrapServers, String instanceId) {
    this.topic = topic;
    this.bootstrapServers = bootstrapServers;
    this.instanceId = instanceId;
  }

  synchronized KafkaProducer<String, Webhook> producer() {
    if (producer == null) {
      Map<String, Object> settings = new HashMap<>();
      settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, topic.name() + "-publisher-" + instanceId);
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BOUND.toMillis() / 2);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis() / 2);
      producer = new KafkaProducer<>(settings, new StringSerializer(), topic.serde());
    }
    return producer;
  }

  KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            topic.name() + "-reader-" + instanceId,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(CLOSE_BOUND);
    }
  }
}
