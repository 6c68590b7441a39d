package io.impuls.rules.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.impuls.contracts.score.Suppression;
import io.impuls.rules.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The worked examples of the product's definition (3.1, 3.3, 3.10), times in Warsaw. */
class LedgerTest {

  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final String RULE = "b2b/price-list";
  private static final Duration DAY = Duration.ofHours(24);
  private static final TestCaps ONCE_A_DAY = new TestCaps().cap(RULE, 1, 1, DAY);

  private final MemoryLog log = new MemoryLog();
  private Ledger ledger = new Ledger(ONCE_A_DAY);
  private int events;

  @Test
  void awardsOncePerTwentyFourHours() {
    assertThat(visit("2026-05-05T10:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-05-05T15:00", 1, 30)).isZero();
    assertThat(visit("2026-05-06T09:59:59", 1, 30)).isZero();
    assertThat(visit("2026-05-06T10:00:00", 1, 30)).isEqualTo(30_000);
  }

  @Test
  void movesTheAwardsWhenAnEarlierVisitArrivesLate() {
    awardsOncePerTwentyFourHours();

    List<EntryChange> changes = ledger.insert(match("2026-05-05T08:00", 1, 30), log);

    assertThat(awarded()).containsExactly("2026-05-05T08:00", "2026-05-06T09:59:59");
    assertThat(log.total()).isEqualTo(60_000);
    assertThat(changes)
        .extracting(
            change -> local(change.after().match()),
            EntryChange::isNew,
            EntryChange::delta,
            change -> change.after().reason())
        .containsExactly(
            tuple("2026-05-05T08:00", true, 30_000L, null),
            tuple("2026-05-05T10:00", false, -30_000L, Suppression.CAP),
            tuple("2026-05-06T09:59:59", false, 30_000L, null),
            tuple("2026-05-06T10:00", false, -30_000L, Suppression.CAP));
  }

  @Test
  void countsOldAwardsInTheWindowOfANewVersion() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, 1, DAY).cap(RULE, 2, 1, Duration.ofHours(6)));

    assertThat(visit("2026-05-05T10:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-05-05T11:30", 1, 30)).isZero();
    assertThat(visit("2026-05-05T13:00", 2, 20)).isZero();
    assertThat(visit("2026-05-05T16:00", 2, 20)).isEqualTo(20_000);
    assertThat(visit("2026-05-05T16:30", 2, 20)).isZero();
  }

  @Test
  void judgesTheUnionWhenTwoPersonsBecomeOne() {
    MemoryLog other = new MemoryLog();
    List<Match> a = List.of(match("2026-05-05T10:00", 1, 30), match("2026-05-06T10:00", 1, 30));
    List<Match> b = List.of(match("2026-05-04T22:00", 1, 30), match("2026-05-05T23:00", 1, 30));
    a.forEach(match -> ledger.insert(match, other));
    b.forEach(match -> ledger.insert(match, log));
    assertThat(other.total()).isEqualTo(60_000);
    assertThat(log.total()).isEqualTo(60_000);

    a.forEach(match -> ledger.insert(match, log));

    assertThat(log.total()).isEqualTo(60_000);
    assertThat(awarded()).containsExactly("2026-05-04T22:00", "2026-05-05T23:00");
  }

  @Test
  void slidesByRealHoursOverDaylightSaving() {
    assertThat(visit("2026-03-28T12:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-03-29T12:59:59", 1, 30)).isZero();
    assertThat(visit("2026-03-29T13:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-10-24T12:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-10-25T10:59:59", 1, 30)).isZero();
    assertThat(visit("2026-10-25T11:00", 1, 30)).isEqualTo(30_000);
  }

  @Test
  void cutsTheAwardThatExceedsALimitOfPoints() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, fiftyADay(Cap.Overflow.CLIP)));

    assertThat(visit("2026-05-05T10:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-05-05T11:00", 1, 30)).isEqualTo(20_000);
    assertThat(visit("2026-05-05T12:00", 1, 30)).isZero();
    // the first 30 have left, the 20 have not
    assertThat(visit("2026-05-06T10:00", 1, 40)).isEqualTo(30_000);
  }

  @Test
  void givesWhatDoesNotFitAllOrNothing() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, fiftyADay(Cap.Overflow.ALL_OR_NOTHING)));

    assertThat(visit("2026-05-05T10:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-05-05T11:00", 1, 30)).isZero();
    assertThat(visit("2026-05-05T12:00", 1, 20)).isEqualTo(20_000);
  }

  @Test
  void cutsAgainWhenAnEarlierVisitArrivesLate() {
    cutsTheAwardThatExceedsALimitOfPoints();

    // 09:00 gets 30, 10:00 the 20 that are left, 11:00 and 12:00 nothing; on the 6th both have gone
    ledger.insert(match("2026-05-05T09:00", 1, 30), log);

    assertThat(awarded())
        .containsExactly("2026-05-05T09:00", "2026-05-05T10:00", "2026-05-06T10:00");
    assertThat(log.total()).isEqualTo(30_000 + 20_000 + 40_000);
  }

  /** The day of 29 March has 23 hours, that of 25 October 25. */
  @Test
  void freesACalendarCapAtLocalMidnight() {
    Window day = new Window.Calendar(Window.Unit.DAY, WARSAW);
    ledger = new Ledger(new TestCaps().cap(RULE, 1, new Cap(new Cap.Limit.Awards(1), day)));

    assertThat(visit("2026-03-28T12:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-03-28T23:59:59", 1, 30)).isZero();
    assertThat(visit("2026-03-29T00:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-03-29T23:59:59", 1, 30)).isZero();
    assertThat(visit("2026-03-30T00:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-10-25T00:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-10-25T23:59:59", 1, 30)).isZero();
    assertThat(visit("2026-10-26T00:00", 1, 30)).isEqualTo(30_000);
  }

  @Test
  void letsHeldAndNegativeMatchesThroughWithoutTouchingTheCap() {
    Match robot = held("2026-05-05T09:00", Suppression.ROBOT);
    Match night = held("2026-05-05T09:01", Suppression.QUIET);

    assertThat(ledger.insert(robot, log)).extracting(EntryChange::delta).containsExactly(0L);
    assertThat(ledger.insert(night, log)).extracting(EntryChange::delta).containsExactly(0L);
    assertThat(visit("2026-05-05T10:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2026-05-05T10:01", 1, -5)).isEqualTo(-5_000);
    assertThat(visit("2026-05-05T10:02", 1, -5)).isEqualTo(-5_000);
    assertThat(log.of(robot).reason()).isEqualTo(Suppression.ROBOT);
    assertThat(log.of(night).reason()).isEqualTo(Suppression.QUIET);
  }

  @Test
  void countsEachValueOfTheCapsFieldByItself() {
    Match first =
        new Match(
            RULE,
            1,
            "/a",
            at("2026-05-05T10:00"),
            id(),
            "page.viewed",
            at("2026-05-05T10:00"),
            new UUID(9, 9),
            1_000,
            null);
    Match second =
        new Match(
            RULE,
            1,
            "/b",
            at("2026-05-05T10:01"),
            id(),
            "page.viewed",
            at("2026-05-05T10:01"),
            new UUID(9, 9),
            1_000,
            null);

    ledger.insert(first, log);
    ledger.insert(second, log);

    assertThat(log.total()).isEqualTo(2_000);
  }

  @Test
  void ordersEventsOfOneInstantByTheirIdAsUnsignedBytes() {
    Match small =
        new Match(
            RULE,
            1,
            null,
            at("2026-05-05T10:00"),
            new UUID(1, 1),
            "t",
            at("2026-05-05T10:00"),
            new UUID(9, 9),
            1_000,
            null);
    Match large =
        new Match(
            RULE,
            1,
            null,
            at("2026-05-05T10:00"),
            new UUID(-1, 1),
            "t",
            at("2026-05-05T10:00"),
            new UUID(9, 9),
            1_000,
            null);

    ledger.insert(large, log);
    ledger.insert(small, log);

    assertThat(log.of(small).awarded()).isEqualTo(1_000);
    assertThat(log.of(large).reason()).isEqualTo(Suppression.CAP);
  }

  @Test
  void readsOnlyUntilTheAwardsAreTheStoredOnesAgain() {
    for (int day = 1; day <= 28; day++) {
      for (int hour = 10; hour < 20; hour++) {
        visit("2026-05-%02dT%02d:00".formatted(day, hour), 1, 30);
      }
    }
    int before = log.read();

    // Suppressed at its place, hence nothing later can change: a day behind it and one entry more.
    List<EntryChange> changes = ledger.insert(match("2026-05-02T10:30", 1, 30), log);

    assertThat(changes).hasSize(1);
    assertThat(log.read() - before).isLessThanOrEqualTo(12);
  }

  /** Once in a lifetime: the earliest counts, as far back as it is known. */
  @Test
  void givesOnceInALifetimeForTheEarliest() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, once()));
    assertThat(visit("2026-05-05T10:00", 1, 30)).isEqualTo(30_000);
    assertThat(visit("2027-05-05T10:00", 1, 30)).isZero();

    assertThat(visit("2026-05-04T10:00", 1, 30)).as("30 more, 30 less").isZero();

    assertThat(awarded()).containsExactly("2026-05-04T10:00");
  }

  @Test
  void remembersForALifetimeWhatHasLeftTheLog() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, once()));
    Match first = match("2026-05-05T10:00", 1, 30);
    Entry spent = Entry.spent(Entry.awarded(first));
    log.put(spent);

    assertThat(visit("2027-05-05T10:00", 1, 30)).isZero();
    Entry later = log.of(log.matches().get(1));
    CapWindow window = CapWindow.of(later, once(), List.of(spent, later));
    assertThat(window.awards()).containsExactly(spent);
    assertThat(window.nextFree()).as("never").isEmpty();
  }

  /** Of two persons who turn out to be one, the earlier award counts (3.10). */
  @Test
  void anAwardThatLeftAnothersLogTakesTheLaterOneBack() {
    ledger = new Ledger(new TestCaps().cap(RULE, 1, once()));
    assertThat(visit("2027-05-05T10:00", 1, 30)).isEqualTo(30_000);

    List<EntryChange> changes =
        ledger.insert(Entry.spent(Entry.awarded(match("2026-05-05T10:00", 1, 30))).match(), log);

    assertThat(changes).extracting(EntryChange::delta).containsExactly(0L, -30_000L);
  }

  private static Cap once() {
    return new Cap(new Cap.Limit.Awards(1), new Window.Lifetime());
  }

  private static Cap fiftyADay(Cap.Overflow overflow) {
    return new Cap(new Cap.Limit.Sum(50_000, overflow), new Window.Sliding(DAY));
  }

  private long visit(String local, int version, int points) {
    return ledger.insert(match(local, version, points), log).stream()
        .mapToLong(EntryChange::delta)
        .sum();
  }

  private Match match(String local, int version, int points) {
    return new Match(
        RULE,
        version,
        null,
        at(local),
        id(),
        "page.viewed",
        at(local),
        new UUID(9, 9),
        points * 1_000L,
        null);
  }

  private Match held(String local, Suppression hold) {
    return new Match(
        RULE, 1, null, at(local), id(), "page.viewed", at(local), new UUID(9, 9), 30_000, hold);
  }

  private UUID id() {
    return new UUID(0, ++events);
  }

  private List<String> awarded() {
    List<Match> matches = new ArrayList<>(log.matches());
    matches.removeIf(match -> log.of(match).awarded() == 0);
    matches.sort(Match.ORDER);
    return matches.stream().map(LedgerTest::local).toList();
  }

  private static String local(Match match) {
    return LocalDateTime.ofInstant(match.occurredAt(), WARSAW).toString();
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(WARSAW).toInstant();
  }
}
