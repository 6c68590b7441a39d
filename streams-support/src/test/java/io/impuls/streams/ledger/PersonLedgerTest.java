package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.rules.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shared person ledger: one rule, 30 points, once in 24 hours. */
class PersonLedgerTest {

  private static final UUID ANNA = new UUID(0, 10);
  private static final UUID BERT = new UUID(0, 11);
  private static final UUID CARL = new UUID(0, 12);
  private static final String MERGED = "2026-05-05T00:00:00";

  private final LedgerDriver ledger = new LedgerDriver(new VisitOwner());

  @AfterEach
  void close() {
    ledger.close();
  }

  /** SC-10 and the late visit of semantics 3.1. */
  @Test
  void reJudgesTheCapWhenAnEarlierVisitArrivesLate() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");
    ledger.visit(ANNA, "2026-03-02T15:00:00", "2");
    ledger.visit(ANNA, "2026-03-03T09:59:59", "3");
    ledger.visit(ANNA, "2026-03-03T10:00:00", "4");
    assertThat(ledger.awards(ANNA)).containsExactly("2026-03-02T10:00", "2026-03-03T10:00");

    ledger.visit(ANNA, "2026-03-02T08:00:00", "0");

    assertThat(ledger.awards(ANNA)).containsExactly("2026-03-02T08:00", "2026-03-03T09:59:59");
    assertThat(ledger.sum(ANNA)).isEqualTo(60_000);
  }

  @Test
  void countsAnEventOnce() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");
    ledger.visit(ANNA, "2026-03-04T10:00:00", "1");

    assertThat(ledger.sum(ANNA)).isEqualTo(30_000);
  }

  @Test
  void leavesHistoricalEventsAlone() {
    ledger.historicalVisit(ANNA, "2026-03-02T10:00:00", "1");

    assertThat(ledger.sum(ANNA)).isZero();
  }

  /** Semantics 3.10: apart 60 + 60, merged 60, awarded 22:00 and 23:00. */
  @Test
  void judgesTheUnionAnewWhenTwoPersonsTurnOutToBeOne() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "a1");
    ledger.visit(ANNA, "2026-03-03T10:00:00", "a2");
    ledger.visit(BERT, "2026-03-01T22:00:00", "b1");
    ledger.visit(BERT, "2026-03-02T23:00:00", "b2");
    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT))).containsExactly(60_000L, 60_000L);

    ledger.merge(ANNA, BERT, "2026-03-04T00:00:00");

    assertThat(ledger.awards(BERT)).containsExactly("2026-03-01T22:00", "2026-03-02T23:00");
    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT))).containsExactly(0L, 60_000L);
  }

  @Test
  void countsAnEventThatBothHadOnce() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "same");
    ledger.visit(BERT, "2026-03-02T10:00:00", "same");

    ledger.merge(ANNA, BERT, "2026-03-04T00:00:00");

    assertThat(ledger.sum(BERT)).isEqualTo(30_000);
  }

  @Test
  void lateEventsOfAMergedPersonFollowTheAliasesToTheLastOne() {
    ledger.merge(ANNA, BERT, MERGED);
    ledger.merge(BERT, CARL, MERGED);

    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");

    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT), ledger.sum(CARL)))
        .containsExactly(0L, 0L, 30_000L);
  }

  /** Beyond the retention there are sums only, whether upkeep has come by already or not. */
  @Test
  void addsUpWhatIsTooOldToBeJudgedTogether() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "a");
    ledger.visit(BERT, "2026-03-02T11:00:00", "b");

    ledger.merge(ANNA, BERT, MERGED);

    assertThat(ledger.sum(BERT)).isEqualTo(60_000);
    assertThat(ledger.log(BERT)).allMatch(entry -> entry.match().subTotal());
  }

  @Test
  void foldsOldMatchesIntoASumThatAMergeStillMoves() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "1");
    ledger.visit(ANNA, "2026-03-04T10:00:00", "2");
    ledger.visit(ANNA, "2026-05-04T10:00:00", "3");
    ledger.advance(Duration.ofMinutes(1));

    assertThat(ledger.log(ANNA)).hasSize(2);
    assertThat(ledger.log(ANNA).stream().mapToLong(Entry::awarded).sum()).isEqualTo(90_000);

    ledger.merge(ANNA, BERT, MERGED);

    assertThat(ledger.sum(BERT)).isEqualTo(90_000);
  }

  /** Semantics 3.10: unlinking restores both, as events keep their original identity. */
  @Test
  void aSplitRestoresBothAsIfTheyHadNeverBeenOne() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "a1");
    ledger.visit(ANNA, "2026-03-03T10:00:00", "a2");
    ledger.visit(BERT, "2026-03-01T22:00:00", "b1");
    ledger.visit(BERT, "2026-03-02T23:00:00", "b2");
    ledger.merge(ANNA, BERT, "2026-03-04T00:00:00");

    ledger.split(new Split(BERT, ANNA, ANNA), "2026-03-04T01:00:00");

    assertThat(ledger.awards(ANNA)).containsExactly("2026-03-02T10:00", "2026-03-03T10:00");
    assertThat(ledger.awards(BERT)).containsExactly("2026-03-01T22:00", "2026-03-02T23:00");
    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT))).containsExactly(60_000L, 60_000L);
    assertThat(ledger.head(ANNA).alias()).isEmpty();

    ledger.visit(ANNA, "2026-03-01T10:00:00", "a0");

    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT))).containsExactly(90_000L, 60_000L);
  }

  @Test
  void aSplitAndAnotherMergeGiveTheSameAsOneMerge() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "a1");
    ledger.visit(BERT, "2026-03-01T22:00:00", "b1");
    ledger.visit(BERT, "2026-03-02T23:00:00", "b2");
    ledger.merge(ANNA, BERT, "2026-03-04T00:00:00");
    ledger.split(new Split(BERT, ANNA, ANNA), "2026-03-04T01:00:00");

    ledger.merge(ANNA, BERT, "2026-03-04T02:00:00");
    ledger.visit(ANNA, "2026-03-03T23:00:00", "a2");

    assertThat(ledger.awards(BERT))
        .containsExactly("2026-03-01T22:00", "2026-03-02T23:00", "2026-03-03T23:00");
    assertThat(ledger.log(ANNA)).isEmpty();
    assertThat(ledger.head(ANNA).alias()).contains(BERT);
  }

  @Test
  void whatIsOlderThanAMergeTakesStaysWithTheDevice() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "old");
    ledger.visit(ANNA, "2026-03-02T20:00:00", "capped");
    ledger.visit(ANNA, "2026-03-04T10:00:00", "new");
    Instant since = Instant.parse("2026-03-03T00:00:00Z");
    LedgerDriver.merged(new Merge(ANNA, BERT, since, BERT), Instant.parse("2026-03-05T00:00:00Z"))
        .forEach(ledger::send);
    ledger.visit(ANNA, "2026-03-02T09:00:00", "older");
    ledger.visit(ANNA, "2026-03-04T11:00:00", "capped there");

    assertThat(ledger.awards(ANNA)).containsExactly("2026-03-02T09:00");
    assertThat(ledger.log(ANNA)).hasSize(3);
    assertThat(ledger.awards(BERT)).containsExactly("2026-03-04T10:00");
    assertThat(ledger.log(BERT)).hasSize(2);
    assertThat(ledger.head(ANNA).answeredBy(0L)).isEmpty();
  }

  /** A second login, known late: from its time on the browser was Carl's, and no longer Bert's. */
  @Test
  void aLateLoginTakesItsTimeOnTheBrowserAndNothingElse() {
    ledger.visit(BERT, ANNA, BERT, "2026-03-02T10:00:00", "before");
    ledger.visit(BERT, ANNA, BERT, "2026-03-02T12:00:00", "in it");
    ledger.visit(BERT, "2026-03-02T12:30:00", "elsewhere");
    ledger.visit(BERT, ANNA, BERT, "2026-03-02T14:00:00", "behind");

    Instant since = Instant.parse("2026-03-02T11:00:00Z");
    Instant until = Instant.parse("2026-03-02T13:00:00Z");
    ledger.split(new Split(BERT, CARL, ANNA, since, until, CARL), "2026-03-03T00:00:00");

    assertThat(ledger.log(BERT)).hasSize(3);
    assertThat(ledger.awards(CARL)).containsExactly("2026-03-02T12:00");

    ledger.split(new Split(CARL, ANNA, CARL), "2026-03-03T01:00:00");

    assertThat(ledger.awards(ANNA)).as("by whom it is named now").hasSize(1);
  }

  /** A sub-total each: what left the log long ago is parted like the rest. */
  @Test
  void sumsBeyondTheRetentionArePartedToo() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "a");
    ledger.visit(BERT, "2026-03-02T11:00:00", "b");
    ledger.merge(ANNA, BERT, MERGED);
    assertThat(ledger.sum(BERT)).isEqualTo(60_000);

    ledger.split(new Split(BERT, ANNA, ANNA), "2026-05-06T00:00:00");

    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT))).containsExactly(30_000L, 30_000L);
    assertThat(ledger.log(ANNA)).hasSize(1).allMatch(entry -> entry.match().subTotal());
  }

  @Test
  void beingToldTwiceChangesNothing() {
    ledger.visit(ANNA, "2026-03-02T10:00:00", "a");
    ledger.visit(BERT, "2026-03-02T11:00:00", "b");
    ledger.merge(ANNA, BERT, "2026-03-04T00:00:00");
    ledger.split(new Split(BERT, ANNA, ANNA), "2026-03-04T01:00:00");
    ledger.merge(ANNA, BERT, "2026-03-04T00:00:00");
    ledger.split(new Split(BERT, ANNA, ANNA), "2026-03-04T01:00:00");

    assertThat(List.of(ledger.sum(ANNA), ledger.sum(BERT))).containsExactly(30_000L, 30_000L);
  }
}
