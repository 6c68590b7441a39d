package io.impuls.streams.ledger;

import static io.impuls.streams.ledger.LedgerDriver.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Match;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be used becomes a rejected event, and the next record is taken. */
class UnusableRecordsTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String KEY = new PersonKey(WORKSPACE, ANNA).text();

  private final LedgerDriver ledger = new LedgerDriver(new VisitOwner());

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void rejectsWhatIsNoEventAndGoesOn() {
    ledger.raw(KEY, bytes("{broken"));
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");

    RejectedEvent rejected = ledger.rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.UNREADABLE_RECORD);
    assertThat(rejected.workspace()).isEqualTo(WORKSPACE);
    assertThat(rejected.route()).isEqualTo("tracking.events");
    assertThat(rejected.detail()).contains("partition 0, offset 0");
    assertThat(rejected.payload()).isEqualTo("{broken");
    assertThat(ledger.sum(ANNA)).isEqualTo(30_000);
  }

  @Test
  void rejectsAnEventThatNamesNoPerson() {
    ledger.raw(
        KEY,
        bytes(
            """
            {"workspace": "%s", "eventId": "%s", "type": "page.viewed",
             "source": {"id": "site", "kind": "BROWSER"},
             "occurredAt": "2026-03-02T12:00:00Z", "receivedAt": "2026-03-02T12:00:00Z"}
            """
                .formatted(WORKSPACE, new UUID(1, 1))));

    assertThat(ledger.rejected())
        .extracting(RejectedEvent::reason)
        .containsExactly(RejectionReason.MISSING_FIELD);
  }

  @Test
  void rejectsEmptyRecordsAndForeignKeys() {
    ledger.raw("somebody", null);

    assertThat(ledger.rejected())
        .extracting(RejectedEvent::reason, RejectedEvent::workspace)
        .containsExactly(tuple(RejectionReason.UNREADABLE_RECORD, null));
  }

  /** Decision 14: above 8 hops something goes round in a circle. */
  @Test
  void rejectsMatchesThatWerePassedOnTooOften() {
    ledger.merge(ANNA, BERT, "2026-03-03T00:00:00");

    ledger.transfer(transfer(Transfer.MOST_HOPS));

    RejectedEvent rejected = ledger.rejected().get(0);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.TOO_MANY_HOPS);
    assertThat(rejected.payload()).contains("visit");
    assertThat(ledger.sum(BERT)).isZero();

    ledger.transfer(transfer(Transfer.MOST_HOPS - 1));

    assertThat(ledger.rejected()).isEmpty();
    assertThat(ledger.sum(BERT)).isEqualTo(30_000);
  }

  private static Transfer transfer(int hops) {
    Match match =
        new Match("visit", 1, null, NOON, new UUID(1, 1), "page.viewed", NOON, ANNA, 30_000, null);
    Cause cause = new Cause(new UUID(1, 1), "page.viewed", NOON, NOON);
    return new Transfer(WORKSPACE, ANNA, ANNA, cause, List.of(match), null, hops);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
