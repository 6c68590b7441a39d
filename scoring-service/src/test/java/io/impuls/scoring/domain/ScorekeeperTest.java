package io.impuls.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Folded;
import io.impuls.rules.ledger.Match;
import io.impuls.scoring.TestPlans;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScorekeeperTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Scorekeeper keeper = new Scorekeeper(TestPlans.demo());
  private final List<Entry> ledger = new ArrayList<>();
  private ScoreCard card = ScoreCard.EMPTY;
  private boolean walked;

  @Test
  void addsTheNewestEntryWithoutWalkingTheLedger() {
    insert(1, 50_000, null);
    insert(2, 20_000, null);

    assertThat(standing().total()).isEqualTo(70_000);
    assertThat(standing().band()).isEqualTo("HOT");
    assertThat(standing().last().occurredAt()).isEqualTo(NOON.plusSeconds(2));
    assertThat(walked).isFalse();
  }

  /** What a sum of points that go all the time is worth, only the version that gave them says. */
  @Test
  void namesTheVersionWithoutWhichNoSumCanBeTold() {
    Basis basis = new Basis(BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO, BigInteger.ZERO);
    Match sum =
        new Match(
            "engagement/visit",
            99,
            null,
            Instant.EPOCH,
            new UUID(0, 9),
            Match.SUB_TOTAL,
            null,
            new UUID(0, 1),
            1_000,
            null,
            new Folded(NOON, basis).text(),
            null,
            null,
            Match.Part.AWARD);

    assertThatThrownBy(() -> keeper.fold(card, List.of(Entry.awarded(sum))))
        .hasMessageContainingAll("engagement/visit", "version 99");
  }

  /** 50, 70 HOT, 40 still HOT; and 50, -30, 20: never 60, so never HOT. */
  @Test
  void theBandDependsOnTheWayNotOnlyOnTheSum() {
    insert(1, 50_000, null);
    insert(3, 20_000, null);
    insert(4, -30_000, null);
    assertThat(standing().band()).isEqualTo("HOT");

    // The late cancellation means that the score went 50, 20, 40, 10.
    insert(2, -30_000, null);

    assertThat(walked).isTrue();
    assertThat(standing().total()).isEqualTo(10_000);
    assertThat(standing().band()).isNull();
    assertThat(standing().last().occurredAt()).isEqualTo(NOON.plusSeconds(4));
  }

  @Test
  void entriesOfOneEventMoveTheScoreInOneStep() {
    // 20, then +50 and -30 at once: 40. One after the other it would have touched 70.
    insert(0, 20_000, null);
    List<EntryChange> both =
        List.of(
            new EntryChange(null, entry("large-order", 1, 50_000, 50_000, null)),
            new EntryChange(null, entry("cancellation", 1, -30_000, -30_000, null)));
    apply(both);

    assertThat(standing().total()).isEqualTo(40_000);
    assertThat(standing().band()).isNull();
  }

  @Test
  void suppressedMatchesMoveNothingButTheActivity() {
    insert(1, 60_000, null);
    PlanChange change = insert(5, 0, Suppression.CAP);

    assertThat(change.movesScore()).isFalse();
    assertThat(standing().last().occurredAt()).isEqualTo(NOON.plusSeconds(1));
    assertThat(standing().lastActivity()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void robotsAreNoActivity() {
    insert(1, 0, Suppression.ROBOT);

    assertThat(standing()).isEqualTo(PlanScore.NONE);
  }

  @Test
  void aVoidedAwardMayEndTheBand() {
    insert(1, 30_000, null);
    insert(2, 30_000, null);
    assertThat(standing().band()).isEqualTo("HOT");
    Entry first = ledger.get(0);
    Entry voided = Entry.suppressed(first.match(), Suppression.CAP);
    ledger.set(0, voided);

    apply(List.of(new EntryChange(first, voided)));

    assertThat(standing().total()).isEqualTo(30_000);
    assertThat(standing().band()).isNull();
  }

  @Test
  void whatFellOutOfTheLedgerStaysInTheTotal() {
    card =
        card.with(
            Map.of(
                "engagement",
                new PlanScore(100_000, "HOT", new Position(NOON, new UUID(0, 0)), NOON)));

    // Nothing of the 100 is in the ledger any more; a late -70 leaves 30, below 40.
    insert(-5, -70_000, null);

    assertThat(walked).isTrue();
    assertThat(standing().total()).isEqualTo(30_000);
    assertThat(standing().band()).isNull();
  }

  private PlanChange insert(int second, long awarded, Suppression reason) {
    Entry entry = entry("order", second, awarded, awarded == 0 ? 1_000 : awarded, reason);
    ledger.add(entry);
    return apply(List.of(new EntryChange(null, entry)));
  }

  private PlanChange apply(List<EntryChange> changes) {
    PlanChange change =
        keeper
            .apply(
                card,
                ScoreCard.EMPTY,
                changes,
                plan -> {
                  walked = true;
                  return ledger.stream()
                      .sorted(Comparator.comparing(Entry::match, Match.ORDER))
                      .toList();
                })
            .get(0);
    card = card.with(Map.of(change.plan(), change.after()));
    return change;
  }

  private PlanScore standing() {
    return card.of("engagement");
  }

  private static Entry entry(
      String rule, int second, long awarded, long potential, Suppression reason) {
    Match match =
        new Match(
            "engagement/" + rule,
            1,
            null,
            NOON.plusSeconds(second),
            new UUID(1, second),
            "order.placed",
            NOON,
            new UUID(0, 10),
            potential,
            reason == Suppression.CAP ? null : reason);
    return new Entry(match, awarded, reason);
  }
}
