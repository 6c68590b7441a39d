package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.Topics;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The net under the processor goes on with the next record and undoes nothing, so a step that fails
 * must have done nothing yet.
 */
class FailingStepTest {

  private static final UUID ANNA = new UUID(0, 10);

  private final FailingOwner owner = new FailingOwner();
  private final LedgerDriver ledger = new LedgerDriver(owner);

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void leavesLogHeadAndTopicsAsTheyWere() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");

    owner.failing = true;
    ledger.visit(ANNA, "2026-03-02T08:00:00", "2");

    assertThat(ledger.awards(ANNA)).containsExactly("2026-03-02T10:00");
    assertThat(ledger.log(ANNA)).hasSize(1);
    assertThat(ledger.head(ANNA)).isEqualTo(new Head<>(0, null, 30_000L));
    assertThat(ledger.rejected()).isEmpty();
  }

  /** Repaired and sent again, the same event counts: nothing remembers the first attempt. */
  @Test
  void theSameEventCountsOnceItsFaultIsMended() {
    owner.failing = true;
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");
    owner.failing = false;
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");

    assertThat(ledger.sum(ANNA)).isEqualTo(30_000);
    assertThat(ledger.log(ANNA)).hasSize(1);
  }

  /** Breaks in the middle of a step, after it has published something. */
  private static final class FailingOwner extends VisitOwner {
    private boolean failing;

    @Override
    public Long apply(Turn<Long> turn) {
      if (failing) {
        turn.emit(
            Topics.SCORING_REJECTED_EVENTS,
            new RejectedEvent(
                null, ANNA, null, null, "too early", null, -1, null, Instant.EPOCH, null));
        throw new ArithmeticException("long overflow");
      }
      return super.apply(turn);
    }
  }
}
