package io.impuls.demo.report;

import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Every committed record of the topics asked for, from their start on. Not a member of any group,
 * so reading disturbs nobody. Used by one thread.
 */
public final class TopicLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<String> topics = new HashSet<>();

  /** Reads from the broker at {@code bootstrap}, nothing yet. */
  public TopicLog(String bootstrap) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                "5000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Reads these topics too, from their start, at the next {@link #readOn}. */
  public void add(Collection<String> more) {
    topics.addAll(more);
  }

  /** Reads on to what is the end now and gives how many records came. */
  public int readOn() {
    assign();
    Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
    int came = 0;
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> got : consumer.poll(POLL)) {
        records.computeIfAbsent(got.topic(), t -> new ArrayList<>()).add(got);
        next.put(new TopicPartition(got.topic(), got.partition()), got.offset() + 1);
        came++;
      }
    }
    return came;
  }

  /** Gives the values read so far; within a partition in the order of the log. */
  public <V> List<V> values(Topic<V> topic) {
    return raw(topic.name()).stream()
        .filter(got -> got.value() != null)
        .map(got -> topic.serde().deserialize(topic.name(), got.value()))
        .toList();
  }

  /** Gives the records read so far of a topic that has no typed value. */
  public List<ConsumerRecord<byte[], byte[]>> raw(String topic) {
    return records.getOrDefault(topic, List.of());
  }

  /** Gives, per partition that has any, the offset after its last committed record. */
  public Map<TopicPartition, Long> afterLast() {
    return Map.copyOf(next);
  }

  /** Whether nothing of the topic has been removed by retention. */
  public boolean complete(String topic) {
    return consumer
        .beginningOffsets(assigned.stream().filter(p -> p.topic().equals(topic)).toList())
        .values()
        .stream()
        .allMatch(offset -> offset == 0);
  }

  private void assign() {
    Set<TopicPartition> all = new HashSet<>(assigned);
    for (String topic : topics) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions != null) {
        partitions.forEach(p -> all.add(new TopicPartition(topic, p.partition())));
      }
    }
    Set<TopicPartition> fresh = new HashSet<>(all);
    fresh.removeAll(assigned);
    if (!fresh.isEmpty()) {
      assigned.addAll(fresh);
      consumer.assign(assigned);
      consumer.seekToBeginning(fresh);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
