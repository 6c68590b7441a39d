package io.impuls.service.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The lanes of the partitions that a webhook has on this instance. Used by one thread. */
final class Lanes {

  private final BiFunction<TopicPartition, Lane.Progress, Lane> opening;
  private final Map<TopicPartition, Lane> open = new HashMap<>();
  private final Map<TopicPartition, Lane.Progress> saved = new HashMap<>();
  private final Set<TopicPartition> lost = new HashSet<>();

  Lanes(BiFunction<TopicPartition, Lane.Progress, Lane> opening) {
    this.opening = opening;
  }

  /** Opens the lane of a partition at its committed place. */
  void open(TopicPartition at, OffsetAndMetadata place) {
    Lane.Progress start = new Lane.Progress(place.offset(), LaneHealth.parse(place.metadata()));
    saved.put(at, start);
    open.put(at, opening.apply(at, start));
  }

  /** Has no lanes for partitions whose place is no more. */
  void lose(Collection<TopicPartition> partitions) {
    end(partitions);
    lost.addAll(partitions);
  }

  /** Whether the place of a partition is no more. */
  boolean lost() {
    return !lost.isEmpty();
  }

  /** Lets all go or holds all. */
  void tell(boolean told) {
    open.values().forEach(told ? Lane::go : Lane::hold);
  }

  void offer(TopicPartition at, List<ConsumerRecord<byte[], byte[]>> records, long next) {
    Lane lane = open.get(at);
    if (lane != null) {
      lane.offer(records, next);
    }
  }

  /** Gives the partitions whose lanes have so many records waiting. */
  List<TopicPartition> where(Predicate<Integer> waiting) {
    return open.entrySet().stream()
        .filter(lane -> waiting.test(lane.getValue().waiting()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Gives what has moved since it was last asked for, to be committed. */
  Map<TopicPartition, OffsetAndMetadata> moved() {
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    open.forEach(
        (at, lane) -> {
          Lane.Progress now = lane.progress();
          if (!now.equals(saved.put(at, now))) {
            moved.put(at, new OffsetAndMetadata(now.offset(), now.health().text()));
          }
        });
    return moved;
  }

  /** What was to be committed was not: it counts as moved again. */
  void unsaved(Collection<TopicPartition> partitions) {
    saved.keySet().removeAll(partitions);
  }

  boolean gone() {
    return open.values().stream().anyMatch(Lane::gone);
  }

  /** Gives since when the record that fails longest has failed. */
  Optional<Instant> failingSince() {
    return open.values().stream()
        .map(lane -> lane.progress().health().failingSince())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  /** Gives how many records are waiting, in lanes and before them. */
  long behind(ToLongFunction<TopicPartition> unread) {
    return open.entrySet().stream()
        .mapToLong(lane -> lane.getValue().waiting() + unread.applyAsLong(lane.getKey()))
        .sum();
  }

  /** Lets nothing go any more, and waits a while for what is on its way. */
  void rest(Collection<TopicPartition> partitions, Duration most) {
    List<Lane> resting = partitions.stream().map(open::get).filter(Objects::nonNull).toList();
    resting.forEach(Lane::end);
    long deadline = System.nanoTime() + most.toNanos();
    try {
      for (Lane lane : resting) {
        lane.awaitArrival(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the partitions that have lanes. */
  List<TopicPartition> partitions() {
    return List.copyOf(open.keySet());
  }

  /** Ends lanes and forgets them. */
  void end(Collection<TopicPartition> partitions) {
    for (TopicPartition at : partitions) {
      Optional.ofNullable(open.remove(at)).ifPresent(Lane::end);
      saved.remove(at);
      lost.remove(at);
    }
  }

  /** Ends all lanes and forgets them, and what was lost. */
  void clear() {
    end(partitions());
    lost.clear();
  }
}
