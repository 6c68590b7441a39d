package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Points that expire, or go by steps (3.6). */
class DecaysTest {

  private static final String RULE = "b2b/visit";
  private static final Duration DAY = Duration.ofDays(1);

  /** The clocks change in between: elapsed seconds decide. */
  private static final Instant AWARD = Instant.parse("2026-03-25T10:00:00Z");

  private final MemoryLog log = new MemoryLog();
  private final TestAlarms alarms = new TestAlarms();
  private final TestCaps caps = new TestCaps();
  private final TestTimeRules rules =
      new TestTimeRules().decay(RULE, Decay.expiring(DAY.multipliedBy(30)));
  private final Ledger ledger = new Ledger(caps, rules, alarms);
  private int events;

  /**
   * 10 points, half after 30 days, nothing after 60. Found on day 45, when it is known that day 30
   * has passed: +10 and -5 are one change, and only the end is waited for. Whoever does not know
   * finds the same rows, later.
   */
  @Test
  void whatHasPassedWhenAnAwardComesToLightIsTakenWithIt() {
    Decay table =
        new Decay(
            List.of(
                new Decay.Step(DAY.multipliedBy(30), 50), new Decay.Step(DAY.multipliedBy(60), 0)));
    rules.decay(RULE, table);
    Match late = match(AWARD, 10);
    MemoryLog other = new MemoryLog();
    TestAlarms unaware = new TestAlarms();
    Ledger waiting = new Ledger(caps, rules, unaware);
    Instant now = AWARD.plus(DAY.multipliedBy(45));
    alarms.reached(now);

    List<EntryChange> changes = ledger.insert(late, log);
    waiting.insert(late, other);
    unaware.ring(now, waiting, other);

    assertThat(changes).extracting(EntryChange::delta).containsExactly(10_000L, -5_000L);
    assertThat(log.verdicts()).isEqualTo(other.verdicts());
    Instant end = AWARD.plus(DAY.multipliedBy(60));
    assertThat(ring(end.minusMillis(1))).isEmpty();
    assertThat(ring(end)).extracting(EntryChange::delta).containsExactly(-5_000L);
  }

  @Test
  void pointsExpireAtExactlyTheirTime() {
    take(match(AWARD, 10));
    Instant end = AWARD.plus(DAY.multipliedBy(30));

    assertThat(ring(end.minusMillis(1))).isEmpty();
    assertThat(ring(end))
        .extracting(
            change -> change.match().occurredAt(),
            EntryChange::delta,
            change -> change.match().eventType())
        .containsExactly(tuple(end, -10_000L, "points.expired"));
    assertThat(log.total()).isZero();
    assertThat(ring(end.plus(DAY))).isEmpty();
  }

  /**
   * 10 points: half of them after 30 days, nothing after 60; 0.125 of them is rounded half-even.
   */
  @Test
  void pointsGoByTheStepsOfATable() {
    rules.decay(
        RULE,
        new Decay(
            List.of(
                new Decay.Step(DAY.multipliedBy(30), 50),
                new Decay.Step(DAY.multipliedBy(60), 0))));
    take(match(AWARD, 10));

    ring(AWARD.plus(DAY.multipliedBy(30)));
    assertThat(log.total()).isEqualTo(5_000);
    ring(AWARD.plus(DAY.multipliedBy(60)));
    assertThat(log.total()).isZero();

    Decay odd = new Decay(List.of(new Decay.Step(DAY, 50), new Decay.Step(DAY.plus(DAY), 25)));
    // half of 5 is 2.5, so 2 are left; a quarter is 1.25, so 1 is left
    assertThat(List.of(odd.change(5, 1), odd.change(5, 2))).containsExactly(-3L, -1L);
  }

  @Test
  void whatWasTakenAwayComesBackLikewise() {
    take(match(AWARD, -10));

    ring(AWARD.plus(DAY.multipliedBy(30)));

    assertThat(log.total()).isZero();
  }

  /** Once a day; a late visit takes the award over, and with it its end. */
  @Test
  void theEndFollowsTheAward() {
    caps.cap(RULE, 1, 1, DAY);
    take(match(AWARD, 30));
    ring(AWARD.plus(DAY.multipliedBy(40)));
    assertThat(log.total()).isZero();

    List<EntryChange> changes = take(match(AWARD.minusSeconds(3_600), 30));

    assertThat(changes).extracting(EntryChange::delta).containsExactly(30_000L, -30_000L, 30_000L);
    assertThat(ring(AWARD.plus(DAY.multipliedBy(40))))
        .extracting(change -> change.match().occurredAt())
        .containsExactly(AWARD.minusSeconds(3_600).plus(DAY.multipliedBy(30)));
    assertThat(log.total()).isZero();
  }

  @Test
  void theEndGoesWithTheAward() {
    Match award = match(AWARD, 10);
    take(award);
    ring(AWARD.plus(DAY.multipliedBy(30)));
    assertThat(ledger.following(List.of(log.of(award)))).hasSize(1);

    ledger.remove(List.of(log.of(award)), log);

    assertThat(log.matches()).isEmpty();
  }

  @Test
  void aTableGoesDownAsTimeGoesOn() {
    assertThatThrownBy(
            () -> new Decay(List.of(new Decay.Step(DAY, 50), new Decay.Step(DAY.plus(DAY), 50))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Decay(List.of(new Decay.Step(DAY, 50), new Decay.Step(DAY, 10))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Decay(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private List<EntryChange> take(Match match) {
    return ledger.insert(match, log);
  }

  private List<EntryChange> ring(Instant now) {
    return alarms.ring(now, ledger, log);
  }

  private Match match(Instant at, int points) {
    return new Match(
        RULE,
        1,
        null,
        at,
        new UUID(0, ++events),
        "page.viewed",
        at,
        new UUID(9, 9),
        points * 1_000L,
        null);
  }
}
