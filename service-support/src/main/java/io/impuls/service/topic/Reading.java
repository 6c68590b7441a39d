package io.impuls.service.topic;

import io.impuls.contracts.topic.Topic;
import java.time.Instant;
import java.util.Optional;

/**
 * One record as read.
 *
 * @param topic where from
 * @param partition its partition
 * @param offset its place there
 * @param key its key
 * @param value what it says; null only for a tombstone of a compacted topic
 * @param timestamp record time
 * @param <V> the value
 */
public record Reading<V>(
    Topic<V> topic, int partition, long offset, String key, V value, Instant timestamp) {

  /** Gives the value when the record is of {@code wanted}. */
  public <W> Optional<W> as(Topic<W> wanted) {
    if (!topic.name().equals(wanted.name())) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // the same topic has the same value type
    W typed = (W) value;
    return Optional.ofNullable(typed);
  }
}
