package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.rules.ledger.Match;
import io.impuls.segmentation.topology.SegmentationTopology;
import io.impuls.streams.ledger.Transfer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends rows to the ledgers of persons, over the topic of transfers, and knows of what was lost.
 */
final class Dispatch {

  private final UUID workspace;
  private final Producer<String, Transfer> producer;
  private final AtomicReference<Exception> lost = new AtomicReference<>();

  Dispatch(UUID workspace, Producer<String, Transfer> producer) {
    this.workspace = workspace;
    this.producer = producer;
  }

  /**
   * Sends rows on their way.
   *
   * @throws IllegalStateException when something sent before was lost: there is no use in more
   */
  void send(UUID person, List<Match> matches, Cause cause) {
    check();
    PersonKey key = new PersonKey(workspace, person);
    Transfer transfer = new Transfer(workspace, person, person, cause, matches, null, 1);
    producer.send(
        new ProducerRecord<>(Topics.transfers(SegmentationTopology.SERVICE), key.text(), transfer),
        (written, failure) -> {
          if (failure != null) {
            lost.compareAndSet(null, failure);
          }
        });
  }

  /**
   * Waits until the brokers have all that was sent.
   *
   * @throws IllegalStateException when something was lost
   */
  void complete() {
    producer.flush();
    check();
  }

  private void check() {
    if (lost.get() != null) {
      throw new IllegalStateException("the brokers did not take all rows", lost.get());
    }
  }
}
