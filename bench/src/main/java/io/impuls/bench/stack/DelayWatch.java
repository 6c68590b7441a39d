package io.impuls.bench.stack;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Sees how late events come out of the resolver, as a {@code read_committed} reader does: from the
 * time of the record, which is that of the collected one, until now.
 */
public final class DelayWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(10);

  /** After this silence nothing is on its way any more. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final long HIGHEST_MILLIS = 600_000;

  private final KafkaConsumer<String, Event> consumer;
  private final String flooder;
  private long flooding;
  private long flagged;

  /**
   * Begins at the end of the topic as it is now.
   *
   * @param flooder key whose events are counted apart
   */
  public DelayWatch(String bootstrapServers, String flooder) {
    this.flooder = flooder;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            Topics.EVENTS.serde().deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.EVENTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Gives an empty histogram of delays in milliseconds. */
  public static Histogram histogram() {
    return new Histogram(HIGHEST_MILLIS, 3);
  }

  /** Gives the delays of all but the flooder while something is sent, and until all came out. */
  public Histogram during(Measured side, Runnable sending) {
    Histogram delays = histogram();
    Thread sender = new Thread(sending, "bench-sender");
    sender.start();
    long last = System.nanoTime();
    while (sender.isAlive() || System.nanoTime() - last < QUIET.toNanos()) {
      ConsumerRecords<String, Event> records = consumer.poll(POLL);
      side.requireRunning();
      long now = System.currentTimeMillis();
      for (ConsumerRecord<String, Event> record : records) {
        last = System.nanoTime();
        if (record.key().equals(flooder)) {
          flooding++;
          flagged += record.value().flood() ? 1 : 0;
        } else {
          delays.recordValue(Math.min(HIGHEST_MILLIS, Math.max(0, now - record.timestamp())));
        }
      }
    }
    return delays;
  }

  /** Gives how many events of the flooder came out. */
  public long flooding() {
    return flooding;
  }

  /** Gives how many of them are flagged. */
  public long flagged() {
    return flagged;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
