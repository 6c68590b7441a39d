package io.impuls.service.topic;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How far a reader is in its partitions; written by its thread, read by any. */
final class Progress {

  private final Map<TopicPartition, PartitionPosition> positions = new ConcurrentHashMap<>();
  private volatile Instant asOf;

  /** The partitions changed: nothing is known until the ends were looked at again. */
  void changed(Collection<TopicPartition> gone) {
    asOf = null;
    gone.forEach(positions::remove);
  }

  void clear() {
    asOf = null;
    positions.clear();
  }

  void handled(TopicPartition partition, long next) {
    positions.computeIfPresent(
        partition,
        (same, before) ->
            new PartitionPosition(
                before.topic(), before.partition(), next, Math.max(before.end(), next)));
  }

  /** Notes all partitions at once: where each is, and where it ended when asked. */
  void looked(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends, Instant asked) {
    next.forEach(
        (partition, place) ->
            positions.put(
                partition,
                new PartitionPosition(
                    partition.topic(),
                    partition.partition(),
                    place,
                    Math.max(place, ends.getOrDefault(partition, place)))));
    asOf = asked;
  }

  Optional<Instant> asOf() {
    return Optional.ofNullable(asOf);
  }

  Collection<PartitionPosition> positions() {
    return positions.values();
  }

  long lag() {
    return asOf == null ? -1 : positions().stream().mapToLong(PartitionPosition::lag).sum();
  }
}
