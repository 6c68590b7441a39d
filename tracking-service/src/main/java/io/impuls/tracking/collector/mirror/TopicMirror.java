package io.impuls.tracking.collector.mirror;

import io.impuls.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic of one partition from its beginning, committed records only, on a thread of its
 * own. A record that cannot be read or taken leaves the last good one of its key in place.
 *
 * @param <V> the topic's values
 */
public final class TopicMirror<V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TopicMirror.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Topic<V> topic;
  private final TopicPartition partition;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Taker<V> taker;
  private final Object turns = new Object();
  private final Thread thread;
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile boolean loaded;
  private volatile boolean closed;
  private long next;

  /** Hears what stands on the topic. */
  @FunctionalInterface
  public interface Taker<V> {

    /** Takes the newest value of a key; null where there is none any more. */
    void take(String key, V value);
  }

  /** Makes the mirror; nothing runs before {@link #start}. The taker is called on its thread. */
  public TopicMirror(Topic<V> topic, String bootstrapServers, String clientId, Taker<V> taker) {
    this(topic, () -> new KafkaConsumer<>(settings(bootstrapServers, clientId)), taker);
  }

  TopicMirror(Topic<V> topic, Supplier<Consumer<byte[], byte[]>> consumers, Taker<V> taker) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), 0);
    this.consumers = consumers;
    this.taker = taker;
    this.thread = new Thread(this::follow, "mirror-" + topic.name());
    thread.setDaemon(true);
  }

  private static Map<String, Object> settings(String bootstrapServers, String clientId) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.CLIENT_ID_CONFIG,
        clientId,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        1_000L);
  }

  /** Begins to follow the topic; returns at once. */
  public void start() {
    thread.start();
  }

  /** Whether everything that stood on the topic at the start is known. */
  public boolean loaded() {
    return loaded;
  }

  /**
   * Waits until the record at {@code offset} has been read; false when that does not come about in
   * {@code patience}.
   */
  public boolean awaitRead(long offset, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (turns) {
      while (next <= offset) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        turns.wait(left);
      }
      return true;
    }
  }

  private void follow() {
    while (!closed) {
      try (Consumer<byte[], byte[]> reader = consumers.get()) {
        consumer = reader;
        reader.assign(List.of(partition));
        reader.seekToBeginning(List.of(partition));
        read(reader);
      } catch (WakeupException e) {
        LOG.debug("a mirror is closed, topic={}", topic.name());
      } catch (KafkaException e) {
        LOG.warn("cannot follow a topic, trying again, topic={}", topic.name(), e);
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> reader) {
    Long end = null;
    while (!closed) {
      if (end == null) {
        end = reader.endOffsets(List.of(partition)).get(partition);
      }
      for (ConsumerRecord<byte[], byte[]> one : reader.poll(POLL)) {
        take(one);
      }
      synchronized (turns) {
        next = reader.position(partition);
        turns.notifyAll();
      }
      if (!loaded && end != null && reader.position(partition) >= end) {
        loaded = true;
        LOG.info("a topic is loaded, topic={}", topic.name());
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> one) {
    if (one.key() == null) {
      return;
    }
    V value;
    try {
      value = topic.serde().deserialize(one.topic(), one.value());
    } catch (SerializationException e) {
      LOG.error("a record cannot be read, topic={} offset={}", one.topic(), one.offset());
      return;
    }
    try {
      taker.take(new String(one.key(), StandardCharsets.UTF_8), value);
    } catch (RuntimeException e) {
      // read again it would fail again, and nothing behind it would ever be heard of
      LOG.error(
          "a record cannot be taken, topic={} offset={} cause={}",
          one.topic(),
          one.offset(),
          e.getClass().getName());
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    Consumer<byte[], byte[]> reader = consumer;
    if (reader != null) {
      reader.wakeup();
    }
  }
}
