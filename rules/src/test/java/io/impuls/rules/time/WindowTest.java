package io.impuls.rules.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.time.Window.Calendar;
import io.impuls.rules.time.Window.Sliding;
import io.impuls.rules.time.Window.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final Window DAY = new Sliding(Duration.ofHours(24));
  private static final Calendar TODAY = new Calendar(Unit.DAY, WARSAW);

  @ParameterizedTest
  @CsvSource({
    "2026-03-28T12:00, 2026-03-29T13:00",
    "2026-10-24T12:00, 2026-10-25T11:00",
    "2026-05-05T12:00, 2026-05-06T12:00"
  })
  void slidesByRealHoursWhateverTheClocksDo(LocalDateTime award, LocalDateTime free) {
    assertThat(DAY.freeAt(award.atZone(WARSAW).toInstant()))
        .isEqualTo(free.atZone(WARSAW).toInstant());
  }

  @Test
  void freesExactlyAtItsLengthAndNotAMillisecondBefore() {
    Instant award = Instant.parse("2026-05-05T10:00:00Z");

    assertThat(DAY.covers(award, award)).isTrue();
    assertThat(DAY.covers(award, Instant.parse("2026-05-06T09:59:59.999Z"))).isTrue();
    assertThat(DAY.covers(award, Instant.parse("2026-05-06T10:00:00.000Z"))).isFalse();
    assertThat(DAY.covers(award, award.minusMillis(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T12:00, 2026-03-30T00:00:00+02:00, 23",
    "2026-10-25T12:00, 2026-10-26T00:00:00+01:00, 25",
    "2026-05-05T12:00, 2026-05-06T00:00:00+02:00, 24"
  })
  void freesACalendarDayAtLocalMidnight(LocalDateTime award, String free, long hours) {
    Instant then = award.atZone(WARSAW).toInstant();

    assertThat(TODAY.freeAt(then)).isEqualTo(at(free));
    assertThat(TODAY.of(then).length()).isEqualTo(Duration.ofHours(hours));
    assertThat(TODAY.covers(then, at(free).minusMillis(1))).isTrue();
    assertThat(TODAY.covers(then, at(free))).isFalse();
  }

  @Test
  void weeksStartOnMondayAndMonthsOnTheFirst() {
    Instant wednesday = at("2026-03-25T12:00:00+01:00");

    assertThat(new Calendar(Unit.WEEK, WARSAW).of(wednesday))
        .isEqualTo(new Interval(at("2026-03-23T00:00:00+01:00"), at("2026-03-30T00:00:00+02:00")));
    assertThat(new Calendar(Unit.MONTH, WARSAW).of(wednesday))
        .isEqualTo(new Interval(at("2026-03-01T00:00:00+01:00"), at("2026-04-01T00:00:00+02:00")));
  }

  @Test
  void staysInTheNewDayWhenTheClockGoesBackOverMidnight() {
    // St John's, Canada, until 2011: at 00:01 of 7 November 2010 back to 23:01 of the 6th.
    Calendar day = new Calendar(Unit.DAY, ZoneId.of("America/St_Johns"));
    Instant midnight = at("2010-11-07T00:00:00-02:30");
    Instant repeated = at("2010-11-06T23:30:00-03:30");

    assertThat(day.of(repeated).start()).isEqualTo(midnight);
    assertThat(day.covers(midnight, repeated)).isTrue();
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
