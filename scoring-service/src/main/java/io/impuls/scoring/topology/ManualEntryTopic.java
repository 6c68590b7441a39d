package io.impuls.scoring.topology;

import io.impuls.contracts.score.ManualEntry;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.domain.ManualEntries;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what users do by hand to their topic, which the topology reads as it reads events. */
public final class ManualEntryTopic implements ManualEntries, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ManualEntryTopic.class);

  private static final Duration BOUND = Duration.ofSeconds(8);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);

  private final Producer<String, ManualEntry> producer;

  /** Writes through {@code producer}, which it closes in the end. */
  ManualEntryTopic(Producer<String, ManualEntry> producer) {
    this.producer = producer;
  }

  /** Writes to these brokers. */
  public static ManualEntryTopic to(String bootstrapServers, String instanceId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "scoring-manual-entries-" + instanceId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BOUND.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis() / 2);
    return new ManualEntryTopic(
        new KafkaProducer<>(settings, new StringSerializer(), Topics.MANUAL_ENTRIES.serde()));
  }

  @Override
  public boolean take(ManualEntry entry) {
    String key = new PersonKey(entry.workspace(), entry.person()).text();
    try {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.MANUAL_ENTRIES.name(), null, entry.at().toEpochMilli(), key, entry))
          .get(2 * BOUND.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("could not write to {}", Topics.MANUAL_ENTRIES.name(), e);
      return false;
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}
