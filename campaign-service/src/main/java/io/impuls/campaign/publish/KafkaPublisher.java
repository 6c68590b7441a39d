package io.impuls.campaign.publish;

import io.impuls.campaign.domain.Outbox;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes deliveries under their person, and sent events where the collector would. */
public final class KafkaPublisher implements Outbox.Publisher, AutoCloseable {

  /** How long Kafka may take before records go back to the outbox. */
  private static final Duration DELIVERY_BOUND = Duration.ofSeconds(20);

  private static final Duration REQUEST_BOUND = Duration.ofSeconds(8);
  private static final Duration BLOCK_BOUND = Duration.ofSeconds(5);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

  private final Producer<String, byte[]> producer;

  /** Publishes through {@code producer}, which it closes in the end. */
  public KafkaPublisher(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /** Gives a publisher to these brokers: acknowledged by all replicas, in order. */
  public static KafkaPublisher to(String bootstrapServers, String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_BOUND.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_BOUND.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_BOUND.toMillis());
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    return new KafkaPublisher(
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
  }

  @Override
  public void publish(List<Outbox.Parcel> parcels) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>(parcels.size());
    for (Outbox.Parcel parcel : parcels) {
      sent.add(producer.send(record(parcel)));
    }
    for (Future<RecordMetadata> one : sent) {
      one.get(DELIVERY_BOUND.toMillis() * 2, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }

  static ProducerRecord<String, byte[]> record(Outbox.Parcel parcel) {
    if (parcel instanceof Outbox.Parcel.OfDelivery of) {
      PersonKey key = new PersonKey(of.delivery().workspace(), of.delivery().person());
      return record(Topics.DELIVERIES, key.text(), of.delivery());
    }
    Event event = ((Outbox.Parcel.OfEvent) parcel).event();
    return record(Topics.COLLECTED, intakeKey(event), event);
  }

  /** The collector's key: workspace and device or strongest identifier (decision 1). */
  private static String intakeKey(Event event) {
    return event.workspace() + "|" + event.identity().intakeKey().orElseThrow();
  }

  private static <V> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, V value) {
    ProducerRecord<String, byte[]> headed = new ProducerRecord<>(topic.name(), key, null);
    byte[] body = topic.serde().serialize(topic.name(), headed.headers(), value);
    return new ProducerRecord<>(topic.name(), null, null, key, body, headed.headers());
  }
}
