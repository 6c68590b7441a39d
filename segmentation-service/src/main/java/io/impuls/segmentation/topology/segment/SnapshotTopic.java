package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.tag.SegmentSnapshot;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.segment.Snapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps snapshots in their topic, a record of at most {@link Snapshots#PART} members each (some 40
 * KB). The name of a snapshot says where it begins, so nothing is searched and no instance has to
 * remember anything.
 */
public final class SnapshotTopic implements Snapshots, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTopic.class);
  private static final Duration BOUND = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(1);
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.SEGMENT_SNAPSHOTS.name(), 0);
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9]{1,18})");

  private final Producer<String, SegmentSnapshot> producer;
  private final String bootstrapServers;

  private SnapshotTopic(Producer<String, SegmentSnapshot> producer, String bootstrapServers) {
    this.producer = producer;
    this.bootstrapServers = bootstrapServers;
  }

  /** Writes to and reads from these brokers. */
  public static SnapshotTopic at(String bootstrapServers, String instanceId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "segmentation-snapshots-" + instanceId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BOUND.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis() / 2);
    return new SnapshotTopic(
        new KafkaProducer<>(settings, new StringSerializer(), Topics.SEGMENT_SNAPSHOTS.serde()),
        bootstrapServers);
  }

  @Override
  public Optional<String> keep(Iterable<SegmentSnapshot> parts) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      UUID id = null;
      for (SegmentSnapshot part : parts) {
        id = part.snapshot();
        String key = part.workspace() + "|" + part.snapshot();
        sent.add(producer.send(new ProducerRecord<>(PARTITION.topic(), 0, key, part)));
      }
      long first = -1;
      for (Future<RecordMetadata> one : sent) {
        long offset = one.get(BOUND.toMillis(), TimeUnit.MILLISECONDS).offset();
        first = first < 0 ? offset : Math.min(first, offset);
      }
      return id == null ? Optional.empty() : Optional.of(id + "." + first);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("could not write to {}", PARTITION.topic(), e);
      return Optional.empty();
    }
  }

  @Override
  public boolean read(UUID workspace, String name, Predicate<SegmentSnapshot> visitor) {
    Matcher parsed = NAME.matcher(name);
    if (!parsed.matches()) {
      return false;
    }
    UUID id = UUID.fromString(parsed.group(1));
    try (KafkaConsumer<String, byte[]> consumer = open()) {
      consumer.assign(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      long begin = consumer.beginningOffsets(List.of(PARTITION)).get(PARTITION);
      long first = Long.parseLong(parsed.group(2));
      if (first < begin || first >= end) {
        return false;
      }
      consumer.seek(PARTITION, first);
      return read(consumer, end, workspace + "|" + id, visitor);
    } catch (KafkaException e) {
      throw new UnreadableException(e);
    }
  }

  private static boolean read(
      KafkaConsumer<String, byte[]> consumer,
      long end,
      String key,
      Predicate<SegmentSnapshot> visitor) {
    int next = 0;
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (consumer.position(PARTITION) < end) {
      if (System.nanoTime() >= deadline) {
        throw new UnreadableException(null);
      }
      for (ConsumerRecord<String, byte[]> item : consumer.poll(POLL)) {
        SegmentSnapshot part = key.equals(item.key()) ? part(item) : null;
        if (part != null && part.part() == next) {
          next++;
          if (!visitor.test(part) || next == part.parts()) {
            return true;
          }
          // a long list takes its time, as long as it goes on
          deadline = System.nanoTime() + BOUND.toNanos();
        }
      }
    }
    return false;
  }

  private static SegmentSnapshot part(ConsumerRecord<String, byte[]> item) {
    try {
      return Topics.SEGMENT_SNAPSHOTS.serde().deserialize(item.topic(), item.value());
    } catch (SerializationException e) {
      throw new UnreadableException(e);
    }
  }

  private KafkaConsumer<String, byte[]> open() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}
