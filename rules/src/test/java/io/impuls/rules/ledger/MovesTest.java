package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a match belongs, whatever was told first. */
class MovesTest {

  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final UUID ADDRESS = new UUID(0, 3);
  private static final UUID DEVICE = new UUID(0, 4);

  @Test
  void everythingFollowsAMerge() {
    Moves anna = Moves.NONE.with(Move.of(new Merge(ANNA, BEN), told(1)));

    assertThat(anna.place(match(ANNA, ANNA, 5), ANNA).into()).isEqualTo(BEN);
    assertThat(anna.alias().map(Move::into)).contains(BEN);
  }

  @Test
  void whatIsOlderThanAMergeTakesStays() {
    Moves device = Moves.NONE.with(Move.of(new Merge(DEVICE, BEN, at(5), BEN), told(1)));

    assertThat(device.place(match(DEVICE, DEVICE, 4), DEVICE).into()).isNull();
    Moves.Place taken = device.place(match(DEVICE, DEVICE, 5), DEVICE);
    assertThat(taken.into()).isEqualTo(BEN);
    assertThat(taken.match().namedPerson()).isEqualTo(BEN);
    assertThat(taken.match().originalPerson()).isEqualTo(DEVICE);
  }

  @Test
  void aSplitTakesWhatTheIdentifierNamesAndNothingElse() {
    Moves anna = Moves.NONE.with(Move.of(new Split(ANNA, ADDRESS, ADDRESS), told(1)));

    assertThat(anna.place(match(ADDRESS, ADDRESS, 5), ANNA).into()).isEqualTo(ADDRESS);
    assertThat(anna.place(match(DEVICE, ADDRESS, 5), ANNA).into()).isEqualTo(ADDRESS);
    assertThat(anna.place(match(ANNA, ANNA, 5), ANNA).into()).isNull();
  }

  @Test
  void aLateLoginTakesWhatCameFromTheDeviceInItsTime() {
    Moves anna = Moves.NONE.with(Move.of(new Split(ANNA, BEN, DEVICE, at(5), at(8), BEN), told(1)));

    assertThat(anna.place(match(DEVICE, ANNA, 4), ANNA).into()).isNull();
    assertThat(anna.place(match(DEVICE, ANNA, 5), ANNA).into()).isEqualTo(BEN);
    assertThat(anna.place(match(DEVICE, ANNA, 7), ANNA).match().namedPerson()).isEqualTo(BEN);
    assertThat(anna.place(match(DEVICE, ANNA, 8), ANNA).into()).isNull();
    assertThat(anna.place(match(ANNA, ANNA, 6), ANNA).into()).isNull();
  }

  /** Ben lost it to Anna at 1 and got it back at 2: what comes now stays, and goes in no circle. */
  @Test
  void whatCameBackStays() {
    Moves ben = Moves.NONE.with(Move.of(new Split(BEN, ANNA, ADDRESS), told(1)));
    Match back = Move.of(new Split(ANNA, BEN, ADDRESS), told(2)).apply(match(ADDRESS, ADDRESS, 5));

    assertThat(ben.place(back, BEN).into()).isNull();
    assertThat(ben.kept(back).place(match(ADDRESS, ADDRESS, 6), BEN).into()).isNull();
    assertThat(ben.regained(ADDRESS, told(2)).place(match(ADDRESS, ADDRESS, 6), BEN).into())
        .isNull();
  }

  /** It was named Anna's before it left her: what travelled longer takes the same way. */
  @Test
  void whatArrivesLateGoesTheWayThatTheOthersWent() {
    Moves anna =
        Moves.NONE
            .with(Move.of(new Merge(ANNA, BEN), told(5)))
            .with(Move.of(new Split(ANNA, ADDRESS, ADDRESS), told(3)));

    assertThat(anna.place(match(ADDRESS, ADDRESS, 1), ANNA).into()).isEqualTo(ADDRESS);
    assertThat(anna.place(match(ANNA, ANNA, 1), ANNA).into()).isEqualTo(BEN);
  }

  @Test
  void whoWasRestoredLivesAndIsNotMergedByWhatWasToldBefore() {
    Moves anna = Moves.NONE.with(Move.of(new Merge(ANNA, BEN), told(1))).restored(told(2));

    assertThat(anna.alias()).isEmpty();
    assertThat(anna.place(match(ANNA, ANNA, 5), ANNA).into()).isNull();
    assertThat(anna.with(Move.of(new Merge(ANNA, BEN), told(1))).alias()).isEmpty();
    assertThat(anna.with(Move.of(new Merge(ANNA, BEN), told(3))).alias()).isPresent();
  }

  /** What a split gives back may come before the person is told that they live again. */
  @Test
  void whatASplitGivesBackStaysAlthoughTheMergeIsSecondsOld() {
    Moves anna = Moves.NONE.with(Move.of(new Merge(ANNA, BEN), told(1)));
    Match back =
        Move.of(new Split(BEN, ANNA, ANNA), told(1).plusSeconds(5)).apply(match(ANNA, ANNA, 5));

    assertThat(anna.place(back, ANNA).into()).isNull();
  }

  @Test
  void sumsOfWhatIsOlderStayWithWhatIsOlder() {
    Match sum =
        new Match("r", 1, null, Instant.EPOCH, DEVICE, Match.SUB_TOTAL, null, DEVICE, 1_000, null);

    assertThat(Move.of(new Merge(DEVICE, BEN, at(5), BEN), told(1)).concerns(sum)).isFalse();
    assertThat(Move.of(new Merge(DEVICE, BEN), told(1)).concerns(sum)).isTrue();
    assertThat(Move.of(new Split(BEN, ANNA, DEVICE, null, at(5), ANNA), told(1)).concerns(sum))
        .isTrue();
  }

  @Test
  void remembersTheNewestOnly() {
    Moves moves = Moves.NONE;
    for (int i = 0; i < 2 * Moves.MOST; i++) {
      moves = moves.with(Move.of(new Split(ANNA, BEN, new UUID(1, i)), told(i)));
    }

    assertThat(moves.told()).hasSize(Moves.MOST);
    assertThat(moves.told().get(0).toldAt()).isEqualTo(told(Moves.MOST));
  }

  private static Match match(UUID original, UUID named, int hour) {
    return new Match(
            "r",
            1,
            null,
            at(hour),
            new UUID(9, hour),
            "page.viewed",
            at(hour),
            original,
            1_000,
            null)
        .namedBy(named);
  }

  private static Instant at(int hour) {
    return Instant.parse("2026-03-02T00:00:00Z").plusSeconds(hour * 3_600L);
  }

  private static Instant told(int minute) {
    return Instant.parse("2026-03-03T00:00:00Z").plusSeconds(minute * 60L);
  }
}
