package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that no broker takes would stop its partition for ever. */
class TransferSizeTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final LocalDateTime NOON = LocalDateTime.parse("2026-03-02T12:00:00");

  /** Longest text that the collector takes, in characters that take three bytes each. */
  private static final String LONGEST = "\u20AC".repeat(16_384);

  private static final int VISITS = 120;

  private final LedgerDriver ledger = new LedgerDriver(new VisitOwner());

  @AfterEach
  void close() {
    ledger.close();
  }

  /** 120 x 48 KB: more than the largest record holds, and all of it arrives. */
  @Test
  void aMergeOfManyLongValuesGoesInRecordsThatABrokerTakes() {
    for (int i = 0; i < VISITS; i++) {
      String title = i + LONGEST.substring(3);
      ledger.visit(ANNA, NOON.plusSeconds(i).toString(), "v" + i, title);
    }

    ledger.merge(ANNA, BERT, "2026-03-03T00:00:00");

    List<Integer> sizes = ledger.transferSizes();
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isGreaterThan(VISITS * 48_000);
    assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThan(Transfer.MOST_BYTES));
    assertThat(ledger.sum(BERT)).isEqualTo(VISITS * 30_000L);
    assertThat(ledger.sum(ANNA)).isZero();
  }

  @Test
  void smallMatchesShareARecord() {
    for (int i = 0; i < VISITS; i++) {
      ledger.visit(ANNA, NOON.plusSeconds(i).toString(), "v" + i, "page " + i);
    }

    ledger.merge(ANNA, BERT, "2026-03-03T00:00:00");

    assertThat(ledger.transferSizes()).hasSize(1);
    assertThat(ledger.sum(BERT)).isEqualTo(VISITS * 30_000L);
  }
}
