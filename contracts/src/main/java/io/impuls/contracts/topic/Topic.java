package io.impuls.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * One topic as a typed contract. Keys are always text.
 *
 * @param name {@code <owner>.<plural noun>}
 * @param owner the service that writes it
 * @param description one sentence, for people
 * @param valueClass class of the values, for schemas
 * @param serde reads and writes values
 * @param partitions fixed for ever: changing it breaks stored state
 * @param cleanup deleted by time or compacted by key
 * @param <V> the values
 */
public record Topic<V>(
    String name,
    String owner,
    String description,
    Class<?> valueClass,
    JsonSerde<V> serde,
    int partitions,
    Cleanup cleanup) {

  /** Largest batch of records that a broker takes, and so the largest record, in bytes. */
  public static final int MOST_BYTES = 2 << 20;

  /** How old records go. */
  public sealed interface Cleanup {
    /** Deleted after {@code retention}. */
    record Delete(Duration retention) implements Cleanup {}

    /** Only the newest record of a key is kept; timestamps are append times. */
    record Compact() implements Cleanup {}
  }

  /** Gives the serde of the key. */
  public Serde<String> keySerde() {
    return Serdes.String();
  }

  /** Gives the partition of a key, as producers choose it. */
  public int partition(String key) {
    return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
  }

  /** Gives how long records stay; empty when compacted. */
  public Optional<Duration> retention() {
    return cleanup instanceof Cleanup.Delete delete
        ? Optional.of(delete.retention())
        : Optional.empty();
  }

  /** Gives the broker settings with which the topic is created. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (cleanup instanceof Cleanup.Delete delete) {
      settings.put("cleanup.policy", "delete");
      settings.put("retention.ms", Long.toString(delete.retention().toMillis()));
    } else {
      settings.put("cleanup.policy", "compact");
      settings.put("message.timestamp.type", "LogAppendTime");
      settings.put("segment.bytes", Integer.toString(64 << 20));
      settings.put("min.cleanable.dirty.ratio", "0.2");
      settings.put("max.compaction.lag.ms", Long.toString(Duration.ofHours(6).toMillis()));
    }
    settings.put("max.message.bytes", Integer.toString(MOST_BYTES));
    return settings;
  }
}
