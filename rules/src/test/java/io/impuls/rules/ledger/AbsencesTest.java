package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Match.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** SC-14: -5 for a mail that nobody opened within seven days, at exactly seven days (3.7). */
class AbsencesTest {

  private static final String RULE = "b2b/not-opened";
  private static final Instant SENT = Instant.parse("2026-03-25T10:00:00Z");

  /** Exactly seven times 24 hours, though a clock change lies in between. */
  private static final Instant DUE = Instant.parse("2026-04-01T10:00:00Z");

  private final MemoryLog log = new MemoryLog();
  private final TestAlarms alarms = new TestAlarms();
  private final TestTimeRules rules = new TestTimeRules().rule(RULE, 1, Duration.ofDays(7), 1);
  private Ledger ledger = new Ledger(new TestCaps(), rules, alarms);
  private int events;

  @Test
  void givesItsPointsAtExactlyTheEnd() {
    take(match(SENT, Part.START, null));

    assertThat(ring(DUE.minusMillis(1))).isEmpty();
    List<EntryChange> given = ring(DUE);

    assertThat(given)
        .extracting(
            change -> change.match().occurredAt(),
            EntryChange::delta,
            change -> change.match().eventType(),
            change -> change.match().originalPerson())
        .containsExactly(tuple(DUE, -5_000L, "wait.elapsed", new UUID(9, 9)));
    assertThat(log.total()).isEqualTo(-5_000);
    assertThat(ring(DUE.plus(Duration.ofDays(30)))).as("once only").isEmpty();
  }

  @Test
  void givesNothingWhenTheAnswerCameInTime() {
    take(match(SENT, Part.START, null));
    take(match(DUE, Part.ANSWER, null));

    assertThat(ring(DUE.plusSeconds(60))).isEmpty();
    assertThat(log.total()).isZero();
  }

  @Test
  void anAnswerAMillisecondTooLateIsNone() {
    take(match(SENT, Part.START, null));
    take(match(DUE.plusMillis(1), Part.ANSWER, null));

    assertThat(ring(DUE.plusSeconds(60))).hasSize(1);
  }

  @Test
  void whatWasThereBeforeOrAtTheSameInstantIsNoAnswer() {
    take(match(SENT.minusSeconds(1), Part.ANSWER, null));
    take(match(SENT, Part.ANSWER, null));
    take(match(SENT, Part.START, null));

    assertThat(ring(DUE)).hasSize(1);
  }

  @Test
  void anAnswerThatBecomesKnownLateTakesThePointsBack() {
    take(match(SENT, Part.START, null));
    ring(DUE);

    List<EntryChange> changes = take(match(DUE.minusSeconds(1), Part.ANSWER, null));

    assertThat(changes)
        .extracting(EntryChange::delta, change -> change.after().reason())
        .containsExactly(tuple(0L, null), tuple(5_000L, Suppression.ANSWERED));
    assertThat(log.total()).isZero();
    assertThat(log.matches()).noneMatch(match -> match.part() == Part.ELAPSED);
  }

  @Test
  void onlyAnAnswerToTheSameMessageCounts() {
    take(match(SENT, Part.START, "mail-1"));
    take(match(SENT.plusSeconds(1), Part.ANSWER, "mail-2"));

    assertThat(ring(DUE)).hasSize(1);
  }

  /** Inactivity: each act waits for the next one, three times seven days. */
  @Test
  void goesOnGivingWhileNothingHappens() {
    rules.rule(RULE, 1, Duration.ofDays(7), 3);
    take(match(SENT, Part.RESTART, null));
    Match back = match(SENT.plus(Duration.ofDays(15)), Part.RESTART, null);
    ring(SENT.plus(Duration.ofDays(14)));
    take(back);

    List<EntryChange> later = ring(SENT.plus(Duration.ofDays(60)));

    assertThat(log.total()).isEqualTo((2 + 3) * -5_000L);
    assertThat(later)
        .extracting(change -> change.match().occurredAt())
        .containsExactly(
            back.occurredAt().plus(Duration.ofDays(7)),
            back.occurredAt().plus(Duration.ofDays(14)),
            back.occurredAt().plus(Duration.ofDays(21)));
  }

  @Test
  void anAnswerThatTurnsOutToBeAnothersIsNone() {
    take(match(SENT, Part.START, null));
    Match answer = match(SENT.plusSeconds(60), Part.ANSWER, null);
    take(answer);
    ring(DUE);

    ledger.remove(List.of(log.of(answer)), log);

    assertThat(ring(DUE)).hasSize(1);
    assertThat(log.total()).isEqualTo(-5_000);
  }

  @Test
  void whatAWaitGaveGoesWithItsBeginning() {
    Match start = match(SENT, Part.START, null);
    take(start);
    ring(DUE);
    assertThat(ledger.following(List.of(log.of(start)))).hasSize(1);

    List<EntryChange> changes = ledger.remove(List.of(log.of(start)), log);

    assertThat(changes).allMatch(EntryChange::isGone);
    assertThat(changes).extracting(EntryChange::delta).containsExactly(0L, 5_000L);
    assertThat(log.matches()).isEmpty();
  }

  @Test
  void aHeldStartBeginsNothing() {
    Match robot =
        new Match(
                RULE,
                1,
                null,
                SENT,
                new UUID(0, 77),
                "email.sent",
                SENT,
                new UUID(9, 9),
                -5_000,
                Suppression.ROBOT)
            .as(Part.START);

    List<EntryChange> changes = take(robot);

    assertThat(changes).extracting(c -> c.after().reason()).containsExactly(Suppression.ROBOT);
    assertThat(ring(DUE)).isEmpty();
  }

  @Test
  void aPausedPlanGivesNothing() {
    rules.pausedFrom(SENT.plusSeconds(1));
    take(match(SENT, Part.START, null));

    assertThat(ring(DUE)).isEmpty();
  }

  /** The version in force at the start says how long it waits. */
  @Test
  void aNewVersionDoesNotShortenAWait() {
    rules.rule(RULE, 2, Duration.ofDays(1), 1);
    take(match(SENT, Part.START, null));

    assertThat(ring(DUE.minusMillis(1))).isEmpty();
    assertThat(ring(DUE)).hasSize(1);
  }

  private List<EntryChange> take(Match match) {
    return ledger.insert(match, log);
  }

  private List<EntryChange> ring(Instant now) {
    return alarms.ring(now, ledger, log);
  }

  private Match match(Instant at, Part part, String value) {
    return new Match(
            RULE,
            1,
            value,
            at,
            new UUID(0, ++events),
            part == Part.ANSWER ? "email.opened" : "email.sent",
            at,
            new UUID(9, 9),
            part == Part.ANSWER ? 0 : -5_000,
            null)
        .as(part);
  }
}
