package io.impuls.segmentation.topology.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.streams.ledger.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DispatchTest {

  private static final UUID WORKSPACE = new UUID(0, 1);
  private static final UUID ANNA = new UUID(0, 2);
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private final MockProducer<String, Transfer> producer =
      new MockProducer<>(false, null, new StringSerializer(), Transfer.serde());
  private final Dispatch dispatch = new Dispatch(WORKSPACE, producer);

  @Test
  void whatTheBrokersHaveIsComplete() {
    send();

    assertThatCode(dispatch::complete).doesNotThrowAnyException();
    assertThat(producer.history()).hasSize(1);
    assertThat(producer.history().get(0).key()).contains(ANNA.toString());
  }

  /** The producer's flush says nothing of records that it gave up. */
  @Test
  void whatIsLostIsNotComplete() {
    send();
    send();
    producer.errorNext(new TimeoutException("gave up"));
    producer.completeNext();

    assertThatThrownBy(dispatch::complete)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("gave up");
  }

  @Test
  void nothingFollowsWhatIsLost() {
    send();
    producer.errorNext(new TimeoutException("gave up"));

    assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);
    assertThat(producer.history()).hasSize(1);
  }

  private void send() {
    dispatch.send(
        ANNA,
        List.of(Segments.touch(ANNA, "s", 1, AT)),
        new Cause(new UUID(0, 3), "segment.applied", AT, AT));
  }
}
