package io.impuls.segmentation.topology;

import io.impuls.contracts.tag.TagAct;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.segmentation.domain.TagActs;
import io.impuls.service.topic.ConsumerSettings;
import io.impuls.service.topic.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what users do by hand to their topic, which the topology reads as it reads events, and
 * looks through it for what an operation did.
 */
public final class TagActTopic implements TagActs, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TagActTopic.class);
  private static final Duration BOUND = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(200);

  /** So that a list of persons goes out in few requests. */
  private static final Duration LINGER = Duration.ofMillis(5);

  private final TopicWriter<TagAct> writer;
  private final String bootstrapServers;

  private TagActTopic(TopicWriter<TagAct> writer, String bootstrapServers) {
    this.writer = writer;
    this.bootstrapServers = bootstrapServers;
  }

  /** Writes to and reads from these brokers. */
  public static TagActTopic at(String bootstrapServers, String instanceId) {
    return new TagActTopic(
        new TopicWriter<>(
            Topics.TAG_ACTS, bootstrapServers, "segmentation-tag-acts-" + instanceId, LINGER),
        bootstrapServers);
  }

  @Override
  public boolean take(Collection<TagAct> acts) {
    return writer.write(acts.stream().map(TagActTopic::record).toList()).isPresent();
  }

  private static ProducerRecord<String, TagAct> record(TagAct act) {
    String key = new PersonKey(act.workspace(), act.person()).text();
    return new ProducerRecord<>(Topics.TAG_ACTS.name(), null, act.at().toEpochMilli(), key, act);
  }

  @Override
  public Optional<List<TagAct>> of(UUID workspace, String operation, Instant since) {
    try (KafkaConsumer<String, byte[]> consumer = open()) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.TAG_ACTS.partitions())
              .mapToObj(number -> new TopicPartition(Topics.TAG_ACTS.name(), number))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      begin(consumer, ends, since);
      List<TagAct> found = new ArrayList<>();
      long deadline = System.nanoTime() + BOUND.toNanos();
      while (behind(consumer, ends)) {
        if (System.nanoTime() >= deadline) {
          return Optional.empty();
        }
        for (ConsumerRecord<String, byte[]> item : consumer.poll(POLL)) {
          if (item.key() != null && item.key().startsWith(workspace.toString())) {
            read(item)
                .filter(act -> act.workspace().equals(workspace))
                .filter(act -> act.operation().equals(operation))
                .ifPresent(found::add);
          }
        }
      }
      found.sort(Comparator.comparing(TagAct::at));
      return Optional.of(found);
    } catch (KafkaException e) {
      LOG.warn("could not look through {}", Topics.TAG_ACTS.name(), e);
      return Optional.empty();
    }
  }

  private static void begin(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends, Instant since) {
    Map<TopicPartition, Long> times =
        ends.keySet().stream()
            .collect(Collectors.toMap(Function.identity(), one -> since.toEpochMilli()));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, start) ->
                consumer.seek(partition, start == null ? ends.get(partition) : start.offset()));
  }

  private static boolean behind(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static Optional<TagAct> read(ConsumerRecord<String, byte[]> item) {
    try {
      return Optional.ofNullable(Topics.TAG_ACTS.serde().deserialize(item.topic(), item.value()));
    } catch (SerializationException e) {
      // What cannot be read was rejected by the topology, too.
      return Optional.empty();
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
