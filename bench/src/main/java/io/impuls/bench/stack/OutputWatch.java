package io.impuls.bench.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what a topology publishes, as a {@code read_committed} reader sees it. */
public final class OutputWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * The part of the records that warms everything up and is not measured: a compiler at work takes
   * a third of a process in its first ten seconds, and more of a large one than of a small one.
   */
  private static final double WARMUP = 0.5;

  /** After this silence there is nothing to come; sessions end half an hour later. */
  private static final Duration QUIET = Duration.ofSeconds(4);

  private static final Duration FIRST_RECORD = Duration.ofMinutes(3);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Begins at the end of {@code topic} as it is now. */
  public OutputWatch(String bootstrapServers, String topic) {
    Properties p = new Properties();
    p.putAll(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            20_000,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class));
    consumer = new KafkaConsumer<>(p);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /**
   * What was seen between the warm-up and the end.
   *
   * @param inputs records that were worked off; what they led to besides is not counted
   * @param seconds how long that took
   * @param meanBytes of key, value and headers of a record
   */
  public record Seen(double inputs, double seconds, double meanBytes) {

    /** Gives records that were worked off a second. */
    public double inputRate() {
      return inputs / seconds;
    }
  }

  /**
   * Waits until {@code inputs} records have been worked off and nothing more comes.
   *
   * @param side who works them off
   * @param whenWarm called once, when the measured part begins
   */
  public Seen await(int inputs, Measured side, Runnable whenWarm) {
    long warmAt = 0;
    long warmCount = 0;
    long lastAt = System.nanoTime();
    long count = 0;
    long bytes = 0;
    while (true) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      side.requireRunning();
      long now = System.nanoTime();
      if (!records.isEmpty()) {
        count += records.count();
        lastAt = now;
      }
      if (warmAt == 0 && count >= inputs * WARMUP) {
        warmAt = now;
        warmCount = count;
        whenWarm.run();
      } else if (warmAt != 0) {
        bytes += bytes(records);
      }
      if (count >= inputs && now - lastAt > QUIET.toNanos()) {
        double measured = count - warmCount;
        return new Seen(measured * inputs / count, (lastAt - warmAt) / 1e9, bytes / measured);
      }
      if (now - lastAt > FIRST_RECORD.toNanos()) {
        throw new IllegalStateException(
            "only %d records of %d came out%s".formatted(count, inputs, side.lastLines()));
      }
    }
  }

  private static long bytes(ConsumerRecords<byte[], byte[]> records) {
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      bytes += Math.max(0, record.serializedKeySize()) + record.serializedValueSize();
      for (Header header : record.headers()) {
        bytes += header.key().length() + header.value().length;
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
