package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.score.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A click that a machine may have done counts once a human act follows within a day (3.28). */
class SignsTest {

  private static final String RULE = "b2b/clicked";
  private static final Instant CLICK = Instant.parse("2026-03-28T12:00:00Z");

  private final MemoryLog log = new MemoryLog();
  private Ledger ledger = new Ledger(new TestCaps());
  private int events;

  @Test
  void countsAtItsOwnTimeOnceTheHumanIsSeen() {
    Match click = doubtful(CLICK, null);

    assertThat(take(click))
        .as("nothing yet")
        .extracting(EntryChange::delta, change -> change.after().reason())
        .containsExactly(tuple(0L, Suppression.PROVISIONAL));
    assertThat(take(act(CLICK.plusSeconds(5))))
        .filteredOn(change -> change.match().gives())
        .extracting(EntryChange::delta, change -> change.match().occurredAt())
        .containsExactly(tuple(10_000L, CLICK));
    assertThat(take(act(CLICK.plusSeconds(6)))).as("once only").hasSize(1);
    assertThat(log.total()).isEqualTo(10_000);
  }

  @Test
  void itDoesNotMatterWhichBecomesKnownFirst() {
    take(act(CLICK.plusSeconds(5)));

    assertThat(take(doubtful(CLICK, null)))
        .filteredOn(change -> change.match().gives())
        .extracting(EntryChange::delta)
        .containsExactly(10_000L);
  }

  @Test
  void isFoundThoughItsPledgeComesAfterTheSign() {
    Match click = doubtful(CLICK, "mail-1");
    ledger.insert(click, log);
    take(act(CLICK.plusSeconds(5)));
    assertThat(log.total()).as("nobody knows where it lies").isZero();

    ledger.insert(Signs.pledge(click), log);

    assertThat(log.total()).isEqualTo(10_000);
  }

  @Test
  void aDayLaterIsInTimeAndAMillisecondMoreIsNot() {
    take(doubtful(CLICK, null));

    take(act(CLICK.plus(Duration.ofHours(24)).plusMillis(1)));
    assertThat(log.total()).isZero();
    take(act(CLICK.plus(Duration.ofHours(24))));
    assertThat(log.total()).isEqualTo(10_000);
  }

  @Test
  void whatTheHumanDidBeforeOrAtThatInstantIsNoSign() {
    take(act(CLICK.minusSeconds(1)));
    take(act(CLICK));
    take(doubtful(CLICK, null));

    assertThat(log.total()).isZero();
  }

  @Test
  void takesItsPlaceUnderTheCapAndMovesTheOthers() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, 1, Duration.ofHours(24)));
    take(doubtful(CLICK, null));
    Match later = certain(CLICK.plus(Duration.ofHours(2)));
    take(later);
    assertThat(log.of(later).awarded()).as("nothing before it counts yet").isEqualTo(10_000);

    take(act(CLICK.plus(Duration.ofHours(3))));

    assertThat(log.of(later).reason()).isEqualTo(Suppression.CAP);
    assertThat(log.total()).as("one award a day").isEqualTo(10_000);
  }

  @Test
  void isFoundUnderTheValueOfItsCap() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, 1, Duration.ofHours(24)));
    take(doubtful(CLICK, "mail-1"));
    take(doubtful(CLICK.plusSeconds(1), "mail-2"));

    take(act(CLICK.plusSeconds(9)));

    assertThat(log.total()).as("one for each mail").isEqualTo(20_000);
  }

  @Test
  void waitsAgainWhenTheSignTurnsOutToBeAnothersPerson() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, 1, Duration.ofHours(24)));
    take(doubtful(CLICK, null));
    Match later = certain(CLICK.plus(Duration.ofHours(2)));
    take(later);
    Match first = act(CLICK.plus(Duration.ofHours(3)));
    Match second = act(CLICK.plus(Duration.ofHours(4)));
    take(first);
    take(second);

    ledger.remove(List.of(log.of(first)), log);
    assertThat(log.of(later).awarded()).as("the other sign still holds").isZero();
    List<EntryChange> changes = ledger.remove(List.of(log.of(second)), log);

    assertThat(changes)
        .filteredOn(change -> change.match().gives())
        .extracting(EntryChange::delta)
        .containsExactly(-10_000L, 10_000L);
    assertThat(log.of(later).awarded()).isEqualTo(10_000);
  }

  /** Both rows of an event that a machine may have caused. */
  private List<EntryChange> take(Match match) {
    List<EntryChange> changes = new ArrayList<>(ledger.insert(match, log));
    if (match.provisional()) {
      ledger.insert(Signs.pledge(match), log);
    }
    return changes;
  }

  private Match act(Instant at) {
    return Signs.sign(match(at, null, 0, null));
  }

  private Match doubtful(Instant at, String value) {
    return match(at, value, 10_000, Suppression.PROVISIONAL);
  }

  private Match certain(Instant at) {
    return match(at, null, 10_000, null);
  }

  private Match match(Instant at, String value, long potential, Suppression hold) {
    return new Match(
        RULE,
        1,
        value,
        at,
        new UUID(1, ++events),
        "email.clicked",
        at,
        new UUID(9, 9),
        potential,
        hold);
  }
}
