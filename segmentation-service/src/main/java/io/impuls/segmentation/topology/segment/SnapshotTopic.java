package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.tag.SegmentSnapshot;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.segment.Snapshots;
import io.impuls.service.topic.ConsumerSettings;
import io.impuls.service.topic.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps snapshots in their topic, a record of at most {@link Snapshots#PART} members each (some 40
 * KB). The name of a snapshot says where it begins, so nothing is searched and no instance has to
 * remember anything.
 */
public final class SnapshotTopic implements Snapshots, AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.SEGMENT_SNAPSHOTS.name(), 0);
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9]{1,18})");

  private final TopicWriter<SegmentSnapshot> writer;
  private final String bootstrapServers;

  private SnapshotTopic(TopicWriter<SegmentSnapshot> writer, String bootstrapServers) {
    this.writer = writer;
    this.bootstrapServers = bootstrapServers;
  }

  /** Writes to and reads from these brokers. */
  public static SnapshotTopic at(String bootstrapServers, String instanceId) {
    return new SnapshotTopic(
        new TopicWriter<>(
            Topics.SEGMENT_SNAPSHOTS,
            bootstrapServers,
            "segmentation-snapshots-" + instanceId,
            Duration.ZERO),
        bootstrapServers);
  }

  @Override
  public Optional<String> keep(List<SegmentSnapshot> parts) {
    return writer
        .write(parts.stream().map(SnapshotTopic::record).toList())
        .flatMap(written -> written.stream().map(RecordMetadata::offset).min(Long::compare))
        .map(first -> parts.get(0).snapshot() + "." + first);
  }

  private static ProducerRecord<String, SegmentSnapshot> record(SegmentSnapshot part) {
    return new ProducerRecord<>(
        PARTITION.topic(), 0, part.workspace() + "|" + part.snapshot(), part);
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
    return new KafkaConsumer<>(
        ConsumerSettings.alone(bootstrapServers, BOUND),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    writer.close();
  }
}
