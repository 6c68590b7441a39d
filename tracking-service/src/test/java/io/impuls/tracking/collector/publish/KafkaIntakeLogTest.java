package io.impuls.tracking.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.domain.IntakeLog.Outcome;
import io.impuls.tracking.collector.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaIntakeLogTest {

  /** Two records of about 1,300 bytes fit, a third does not. */
  private static final long MOST = 3_500;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private boolean brokersThere = true;
  private final KafkaIntakeLog log = new KafkaIntakeLog(producer, MOST, () -> brokersThere);

  @Test
  void isDoneWhenTheLastRecordIsAcknowledged() {
    CompletableFuture<Outcome> outcome = store(verdict(), verdict());
    assertThat(producer.history()).hasSize(2);

    producer.completeNext();
    assertThat(outcome).isNotDone();
    producer.completeNext();

    assertThat(outcome).isCompletedWithValue(Outcome.STORED);
    assertThat(log.bytesInFlight()).isZero();
  }

  @Test
  void oneLostRecordMakesTheSenderComeAgain() {
    CompletableFuture<Outcome> outcome = store(verdict(), verdict());

    producer.errorNext(new TimeoutException());
    producer.completeNext();

    assertThat(outcome).isCompletedWithValue(Outcome.UNAVAILABLE);
    assertThat(log.bytesInFlight()).isZero();
  }

  @Test
  void takesNoMoreThanItsShareOfTheBuffer() {
    store(verdict(), verdict());

    assertThat(store(verdict())).isCompletedWithValue(Outcome.UNAVAILABLE);
    assertThat(producer.history()).hasSize(2);

    producer.completeNext();
    producer.completeNext();
    assertThat(store(verdict())).isNotDone();
  }

  @Test
  void refusesAtOnceWithoutBrokers() {
    brokersThere = false;

    assertThat(store(verdict())).isCompletedWithValue(Outcome.UNAVAILABLE);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void whoWaitsIsToldWhenTheBrokersAreLostAndTheBytesStayCounted() {
    CompletableFuture<Outcome> outcome = store(verdict());

    log.brokersLost();

    assertThat(outcome).isCompletedWithValue(Outcome.UNAVAILABLE);
    assertThat(log.bytesInFlight()).isPositive();
    producer.errorNext(new TimeoutException());
    assertThat(log.bytesInFlight()).isZero();
  }

  private CompletableFuture<Outcome> store(Verdict... verdicts) {
    return log.store(List.of(verdicts)).toCompletableFuture();
  }

  private static Verdict verdict() {
    UUID workspace = new UUID(0, 1);
    RejectedEvent event =
        new RejectedEvent(
            workspace,
            workspace,
            RejectionReason.MALFORMED,
            null,
            "not JSON",
            "/v1/events",
            0,
            null,
            Instant.EPOCH,
            "x".repeat(750));
    assertThat(Topics.REJECTED_EVENTS.serde().serialize("t", event)).hasSizeBetween(800, 1_200);
    return new Verdict.Rejected(event);
  }
}
