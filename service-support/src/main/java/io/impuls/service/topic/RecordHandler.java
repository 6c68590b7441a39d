package io.impuls.service.topic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a service does with records. All methods are called on the reader's own thread and may
 * block; what they do must be safe to repeat.
 */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Handles records of one partition, in their order. Returning means done: their offsets are
   * committed. Throwing means nothing is done: the same records come again after a back-off.
   */
  void handle(TopicPartition partition, List<Reading<?>> readings) throws Exception;

  /**
   * Tells whether trouble that {@link #handle} threw lies in the records, so that waiting does not
   * help. A record that meets such trouble alone, after some tries, becomes a dead letter; anything
   * else is tried again for as long as it takes.
   */
  default boolean hopeless(Exception trouble) {
    return false;
  }

  /**
   * Gives positions that the handler has stored itself; reading goes on from there. Partitions left
   * out go on from the committed offset. Called whenever partitions arrive; tried again when it
   * throws.
   */
  default Map<TopicPartition, Long> positions(Collection<TopicPartition> assigned)
      throws Exception {
    return Map.of();
  }

  /** Tells that partitions went to another instance; nothing of them is in work. */
  default void released(Collection<TopicPartition> partitions) {}
}
