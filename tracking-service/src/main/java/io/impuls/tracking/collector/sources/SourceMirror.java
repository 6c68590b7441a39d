package io.impuls.tracking.collector.sources;

import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.KnownSources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
 * Follows {@code tracking.sources} from its beginning on a thread of its own. Requests look keys up
 * in memory; a source that cannot be read leaves the last good one in place.
 */
public final class SourceMirror implements KnownSources, KnownApps, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceMirror.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.SOURCES.name(), 0);

  private final Map<String, Object> settings;
  private final InstantSource clock;
  private final Object turns = new Object();
  private final Thread thread = new Thread(this::follow, "source-mirror");
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile SourceTable table = SourceTable.EMPTY;
  private volatile AppTable apps = AppTable.EMPTY;
  private volatile boolean loaded;
  private volatile boolean closed;
  private long next;

  /** Makes the mirror; nothing runs before {@link #start}. */
  public SourceMirror(String bootstrapServers, String instanceId, InstantSource clock) {
    this.clock = clock;
    settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "sources-" + instanceId,
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
    thread.setDaemon(true);
  }

  /** Begins to follow the topic; returns at once. */
  public void start() {
    thread.start();
  }

  /** Whether everything that stood on the topic at the start is known. */
  public boolean loaded() {
    return loaded;
  }

  @Override
  public Optional<TrackingSource> byKey(String key) {
    return table.byKey(key, clock.instant());
  }

  /** Gives every key's record of a workspace, those of dead keys among them. */
  public List<TrackingSource> of(UUID workspace) {
    return table.all().stream().filter(one -> one.workspace().equals(workspace)).toList();
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

  @Override
  public Optional<TrackingSource> byApp(String appId, List<String> hosts, Instant now) {
    return apps.byApp(appId, hosts, now);
  }

  private void follow() {
    while (!closed) {
      try (Consumer<byte[], byte[]> reader = new KafkaConsumer<>(settings)) {
        consumer = reader;
        reader.assign(List.of(PARTITION));
        reader.seekToBeginning(List.of(PARTITION));
        read(reader);
      } catch (WakeupException e) {
        LOG.debug("the mirror of sources is closed");
      } catch (KafkaException e) {
        LOG.warn("cannot follow the sources, trying again", e);
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> reader) {
    Long end = null;
    while (!closed) {
      if (end == null) {
        end = reader.endOffsets(List.of(PARTITION)).get(PARTITION);
      }
      for (ConsumerRecord<byte[], byte[]> one : reader.poll(POLL)) {
        take(one);
      }
      synchronized (turns) {
        next = reader.position(PARTITION);
        turns.notifyAll();
      }
      if (!loaded && end != null && reader.position(PARTITION) >= end) {
        loaded = true;
        LOG.info("sources are loaded");
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> one) {
    if (one.key() == null) {
      return;
    }
    String key = new String(one.key(), StandardCharsets.UTF_8);
    try {
      table = table.with(key, Topics.SOURCES.serde().deserialize(one.topic(), one.value()));
      apps = AppTable.of(table.all());
    } catch (SerializationException e) {
      LOG.error("a source cannot be read, topic={} offset={}", one.topic(), one.offset());
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
