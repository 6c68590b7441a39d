package io.impuls.service.topic;

import java.time.Instant;

/**
 * A record that is not what its topic promises. It was not handed to the handler.
 *
 * @param topic name of its topic
 * @param partition its partition
 * @param offset its place there
 * @param key its key, as it is
 * @param value its bytes; may be null
 * @param timestamp record time
 */
public record UnreadableRecord(
    String topic, int partition, long offset, byte[] key, byte[] value, Instant timestamp) {

  /** What to do with such records; may throw to have the batch tried again. */
  @FunctionalInterface
  public interface Receiver {
    void receive(UnreadableRecord unreadable) throws Exception;

    /** Does nothing more: the reader has counted and logged the record. */
    Receiver NONE = unreadable -> {};
  }
}
