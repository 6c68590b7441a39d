package io.impuls.service.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Hands a batch to the handler. What cannot be read is given up; so is what the handler cannot take
 * after some tries, found by handing over the records of the batch one by one.
 */
final class BatchHandling {

  /** Tries of a batch before its records are tried one by one. */
  static final int TRIES = 5;

  private static final Logger LOG = Logger.getLogger(TopicReader.class);

  private final RecordHandler handler;
  private final RecordParser parser;
  private final DeadLetter.Receiver deadLetters;
  private final ReaderMetrics metrics;

  BatchHandling(
      RecordHandler handler,
      RecordParser parser,
      DeadLetter.Receiver deadLetters,
      ReaderMetrics metrics) {
    this.handler = handler;
    this.parser = parser;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  /**
   * How far it came.
   *
   * @param done records that are done, from the first of the batch on
   * @param trouble why the next one is not, and must be tried again; null when all are done
   */
  record Outcome(int done, Exception trouble) {}

  /**
   * Handles records of one partition.
   *
   * @param failures how often in a row it failed before
   */
  Outcome handle(
      TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, int failures) {
    try {
      together(partition, records);
      return new Outcome(records.size(), null);
    } catch (WakeupException e) {
      throw e;
    } catch (Exception e) {
      return handler.hopeless(e) && failures + 1 >= TRIES
          ? oneByOne(partition, records)
          : new Outcome(0, e);
    }
  }

  private void together(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records)
      throws Exception {
    List<Reading<?>> readings = new ArrayList<>(records.size());
    List<ConsumerRecord<byte[], byte[]>> unreadable = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      parser.parse(record).ifPresentOrElse(readings::add, () -> unreadable.add(record));
    }
    if (!readings.isEmpty()) {
      handler.handle(partition, readings);
    }
    // only now: a batch that comes again leaves no second letter
    for (ConsumerRecord<byte[], byte[]> record : unreadable) {
      giveUp(record, DeadLetter.UNREADABLE);
      metrics.unreadable(record.topic());
    }
  }

  private Outcome oneByOne(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    for (int i = 0; i < records.size(); i++) {
      try {
        alone(partition, records.get(i));
      } catch (WakeupException e) {
        throw e;
      } catch (Exception e) {
        return new Outcome(i, e);
      }
    }
    return new Outcome(records.size(), null);
  }

  private void alone(TopicPartition partition, ConsumerRecord<byte[], byte[]> record)
      throws Exception {
    try {
      together(partition, List.of(record));
    } catch (WakeupException e) {
      throw e;
    } catch (Exception e) {
      if (!handler.hopeless(e)) {
        throw e;
      }
      LOG.debug("cause", e);
      giveUp(record, e.getClass().getName());
      metrics.givenUp(record.topic());
    }
  }

  private void giveUp(ConsumerRecord<byte[], byte[]> record, String reason) throws Exception {
    deadLetters.receive(DeadLetter.of(record, reason));
    LOG.errorf(
        "record given up topic=%s partition=%d offset=%d reason=%s",
        record.topic(), record.partition(), record.offset(), reason);
  }
}
