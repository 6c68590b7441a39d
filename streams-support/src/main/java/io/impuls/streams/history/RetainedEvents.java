package io.impuls.streams.history;

import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All partitions of {@code tracking.events}, from a time or their beginning to the end that they
 * had at the start, in no group: whoever else reads the topic does not notice.
 */
public final class RetainedEvents implements AutoCloseable {

  /** What was published was received before; clocks of servers differ by less than this. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 15_000;
  private static final int FETCH_BYTES = 8 << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> begins = new HashMap<>();
  private final Map<TopicPartition, Long> ends;

  /** Finds begin and end; blocks for some seconds at most. */
  public RetainedEvents(String bootstrapServers, String clientId, Optional<Instant> from) {
    consumer = open(bootstrapServers, clientId);
    try {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.EVENTS.partitions())
              .mapToObj(number -> new TopicPartition(Topics.EVENTS.name(), number))
              .toList();
      consumer.assign(partitions);
      ends = consumer.endOffsets(partitions);
      begins.putAll(consumer.beginningOffsets(partitions));
      from.ifPresent(this::beginAt);
      begins.forEach(consumer::seek);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Gives the number of records that there are, as far as offsets tell. */
  public long total() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - begins.get(end.getKey())))
        .sum();
  }

  /** Gives how many of them were read. */
  public long read() {
    return ends.entrySet().stream()
        .mapToLong(
            end -> {
              long position = Math.min(consumer.position(end.getKey()), end.getValue());
              return Math.max(0, position - begins.get(end.getKey()));
            })
        .sum();
  }

  /**
   * Hands over some more records; none when nothing comes within a moment.
   *
   * @return how many were fetched
   */
  public int next(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    int fetched = 0;
    for (ConsumerRecord<byte[], byte[]> item : consumer.poll(POLL)) {
      fetched++;
      if (item.offset() < ends.get(new TopicPartition(item.topic(), item.partition()))) {
        visitor.accept(item);
      }
    }
    // what is published meanwhile is not asked for
    consumer.pause(
        ends.entrySet().stream()
            .filter(end -> consumer.position(end.getKey()) >= end.getValue())
            .map(Map.Entry::getKey)
            .toList());
    return fetched;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void beginAt(Instant from) {
    long time = Math.max(0, from.minus(CLOCKS).toEpochMilli());
    Map<TopicPartition, Long> times =
        ends.keySet().stream().collect(Collectors.toMap(Function.identity(), one -> time));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    ends.forEach(
        (partition, end) ->
            begins.put(
                partition,
                Optional.ofNullable(found.get(partition))
                    .map(OffsetAndTimestamp::offset)
                    .orElse(end)));
  }

  private static KafkaConsumer<byte[], byte[]> open(String bootstrapServers, String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // what retention deletes meanwhile is not retained
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
