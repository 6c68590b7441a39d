package io.impuls.tracking.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topics;
import io.impuls.tracking.collector.TestSources;
import io.impuls.tracking.collector.domain.Admission;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.IntakeLog.Outcome;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaIntakeLogTest {

  /** Two records of about 1,300 bytes fit, a third does not. */
  private static final long MOST = 3_500;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private boolean brokersThere = true;
  private final KafkaIntakeLog log =
      new KafkaIntakeLog(producer, MOST, () -> brokersThere, UnaryOperator.identity());

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

  @Test
  void aReplayAsReceivedKeepsTheTimeOfTheRecordAndSaysTheEventsOwn() throws RefusedException {
    Instant received = Instant.parse("2026-11-27T12:00:00Z");
    Instant happened = Instant.parse("2010-12-01T08:26:00Z");
    KafkaIntakeLog asReceived =
        new KafkaIntakeLog(producer, MOST, () -> true, Event::receivedAsItHappened);

    asReceived.store(List.of(accepted(happened, received)));

    ProducerRecord<byte[], byte[]> stored = producer.history().get(0);
    Event event = Topics.COLLECTED.serde().deserialize(stored.topic(), stored.value());
    assertThat(stored.timestamp()).isEqualTo(received.toEpochMilli());
    assertThat(event.receivedAt()).isEqualTo(happened);
    assertThat(event.occurredAt()).isEqualTo(happened);
  }

  private CompletableFuture<Outcome> store(Verdict... verdicts) {
    return log.store(List.of(verdicts)).toCompletableFuture();
  }

  private static Verdict accepted(Instant happened, Instant received) throws RefusedException {
    TrackingSource source = TestSources.source("shop", Source.Kind.BACKEND, "secret");
    Draft draft =
        new DraftBuilder()
            .id("invoice-536365")
            .type("sign-up")
            .userId("17850")
            .timestamp(happened)
            .build();
    Arrival arrival = new Arrival(source, received, null, null, null, null, "/v1/events");
    return new Verdict.Accepted(new Admission(draft, arrival).event(), source);
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
