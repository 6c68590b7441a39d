package io.impuls.service.topic;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that is given up: it is not what its topic promises, or the handler cannot take it.
 *
 * @param topic name of its topic
 * @param partition its partition
 * @param offset its place there
 * @param key its key, as it is; may be null
 * @param value its bytes; may be null
 * @param timestamp record time
 * @param reason why, in a word: {@link #UNREADABLE} or the name of an exception; never the message,
 *     which may quote the payload
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    byte[] key,
    byte[] value,
    Instant timestamp,
    String reason) {

  /** The reason of a record that cannot be parsed. */
  public static final String UNREADABLE = "unreadable";

  static DeadLetter of(ConsumerRecord<byte[], byte[]> record, String reason) {
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        record.value(),
        Instant.ofEpochMilli(record.timestamp()),
        reason);
  }

  /** What to do with such records; may throw to have the batch tried again. */
  @FunctionalInterface
  public interface Receiver {
    void receive(DeadLetter letter) throws Exception;

    /** Does nothing more: the reader has counted and logged the record. */
    Receiver NONE = letter -> {};
  }
}
