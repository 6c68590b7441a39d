package io.impuls.scoring.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.domain.EventSearch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through {@code tracking.events} itself: in the partitions of the persons only, from a time
 * on, by the id in the header, so that nothing is read that is not asked for.
 */
public final class EventTopicSearch implements EventSearch {

  private static final Logger LOG = LoggerFactory.getLogger(EventTopicSearch.class);

  /** Below the time that one instance waits for another. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final String EVENT_ID = "ce_id";

  private final String bootstrapServers;

  /** Looks for events at these brokers. */
  public EventTopicSearch(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public Result find(UUID workspace, Set<UUID> persons, UUID eventId, Instant since) {
    Set<TopicPartition> partitions =
        persons.stream()
            .map(person -> partition(new PersonKey(workspace, person)))
            .collect(Collectors.toSet());
    byte[] wanted = eventId.toString().getBytes(StandardCharsets.UTF_8);
    try (KafkaConsumer<String, byte[]> consumer = open()) {
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      begin(consumer, partitions, ends, since);
      long deadline = System.nanoTime() + BOUND.toNanos();
      while (behind(consumer, ends)) {
        if (System.nanoTime() >= deadline) {
          return new Result(Optional.empty(), false);
        }
        for (ConsumerRecord<String, byte[]> item : consumer.poll(POLL)) {
          Optional<Event> found = read(item, wanted);
          if (found.filter(event -> isOf(event, workspace, persons)).isPresent()) {
            return new Result(found, true);
          }
        }
      }
      return new Result(Optional.empty(), true);
    } catch (KafkaException e) {
      LOG.warn("could not look through {}", Topics.EVENTS.name(), e);
      return new Result(Optional.empty(), false);
    }
  }

  private static boolean isOf(Event event, UUID workspace, Set<UUID> persons) {
    return event.workspace().equals(workspace) && persons.contains(event.person());
  }

  private static void begin(
      KafkaConsumer<String, byte[]> consumer,
      Set<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      Instant since) {
    Map<TopicPartition, Long> times =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), p -> since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp start = starts.get(partition);
      consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
    }
  }

  private static boolean behind(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static Optional<Event> read(ConsumerRecord<String, byte[]> item, byte[] wanted) {
    Header id = item.headers().lastHeader(EVENT_ID);
    if (id == null || item.value() == null || !Arrays.equals(id.value(), wanted)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Topics.EVENTS.serde().deserialize(item.topic(), item.value()));
    } catch (SerializationException e) {
      // What cannot be read was rejected by the topology, too.
      return Optional.empty();
    }
  }

  private static TopicPartition partition(PersonKey person) {
    return new TopicPartition(Topics.EVENTS.name(), Topics.EVENTS.partition(person.text()));
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
}
