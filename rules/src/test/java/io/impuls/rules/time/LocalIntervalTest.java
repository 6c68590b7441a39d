package io.impuls.rules.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.rules.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers from the product's definition; offsets +01:00 winter and +02:00 summer in Warsaw. */
class LocalIntervalTest {

  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private static final LocalInterval NIGHT = interval("22:00", "06:00");

  @ParameterizedTest
  @CsvSource({"21:59:59,false", "22:00:00,true", "05:59:59,true", "06:00:00,false"})
  void countsItsStartAndNotItsEnd(String time, boolean quiet) {
    Instant instant =
        LocalDate.of(2026, 5, 5).atTime(LocalTime.parse(time)).atZone(WARSAW).toInstant();

    assertThat(NIGHT.contains(instant)).isEqualTo(quiet);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28, 7", "2026-10-24, 9", "2026-05-05, 8"})
  void lastsAsLongAsTheNightReallyIs(LocalDate evening, long hours) {
    assertThat(NIGHT.startingOn(evening).length()).isEqualTo(Duration.ofHours(hours));
  }

  @Test
  void startsAtTheFirstOfTwoEqualTimesAndStaysQuietThroughTheRepeatedHour() {
    LocalInterval early = interval("02:30", "05:00");

    assertThat(early.contains(at("2026-10-25T02:29:59+02:00"))).isFalse();
    assertThat(early.contains(at("2026-10-25T02:30:00+02:00"))).isTrue();
    assertThat(early.contains(at("2026-10-25T02:59:59+02:00"))).isTrue();
    assertThat(early.contains(at("2026-10-25T02:00:00+01:00"))).isTrue();
    assertThat(early.contains(at("2026-10-25T02:15:00+01:00"))).isTrue();
    assertThat(early.contains(at("2026-10-25T04:59:59+01:00"))).isTrue();
    assertThat(early.contains(at("2026-10-25T05:00:00+01:00"))).isFalse();
  }

  @Test
  void endsAtTheLastOfTwoEqualTimes() {
    LocalInterval late = interval("01:00", "02:30");

    assertThat(late.startingOn(LocalDate.of(2026, 10, 25)))
        .isEqualTo(new Interval(at("2026-10-25T01:00:00+02:00"), at("2026-10-25T02:30:00+01:00")));
  }

  @Test
  void takesTheTransitionForTimesInsideAGap() {
    LocalDateTime skipped = LocalDateTime.parse("2026-03-29T02:30");
    Instant transition = at("2026-03-29T03:00:00+02:00");

    assertThat(ZonedDateTime.of(skipped, WARSAW).toLocalTime()).isEqualTo(LocalTime.of(3, 30));
    assertThat(LocalInstant.earliest(skipped, WARSAW)).isEqualTo(transition);
    assertThat(LocalInstant.latest(skipped, WARSAW)).isEqualTo(transition);
    assertThat(interval("02:30", "05:00").startingOn(skipped.toLocalDate()))
        .isEqualTo(new Interval(transition, at("2026-03-29T05:00:00+02:00")));
    assertThat(interval("02:15", "02:45").startingOn(skipped.toLocalDate()).length()).isZero();
  }

  @Test
  void lastsTheWholeDayWhenStartAndEndAreEqual() {
    LocalInterval always = interval("12:00", "12:00");

    assertThat(always.contains(at("2026-03-29T11:59:59+02:00"))).isTrue();
    assertThat(always.contains(at("2026-03-29T12:00:00+02:00"))).isTrue();
  }

  @Test
  void goesOnWhenTheClockGoesBackOverMidnightIntoTheDayBefore() {
    // St John's, Canada, until 2011: at 00:01 of 7 November 2010 back to 23:01 of the 6th.
    LocalInterval night =
        new LocalInterval(LocalTime.MIDNIGHT, LocalTime.of(6, 0), ZoneId.of("America/St_Johns"));

    assertThat(night.contains(at("2010-11-06T23:59:59-02:30"))).isFalse();
    assertThat(night.contains(at("2010-11-07T00:00:30-02:30"))).isTrue();
    assertThat(night.contains(at("2010-11-06T23:30:00-03:30"))).isTrue();
  }

  @Test
  void readsTheTextsOfADefinition() {
    assertThat(LocalInterval.parse("22:00", "06:00", "Europe/Warsaw", "/quietHours").orElseThrow())
        .isEqualTo(NIGHT);
    assertThat(LocalInterval.parse("24:00", null, "+02:00", "/quietHours").problems())
        .extracting(Problem::pointer)
        .containsExactly("/quietHours/from", "/quietHours/to", "/quietHours/zone");
  }

  /** Zones with odd transitions: over midnight, by half an hour, a whole day left out. */
  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/Warsaw",
            "America/New_York",
            "America/Havana",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Asia/Beirut",
            "Africa/Cairo",
            "America/Toronto")
        .map(ZoneId::of);
  }

  @Property(tries = 5_000)
  void containsWhatAnyDaysIntervalContains(
      @ForAll("zones") ZoneId zone,
      @ForAll @IntRange(max = 1_439) int from,
      @ForAll @IntRange(max = 1_439) int to,
      @ForAll @IntRange(min = -2_000, max = 2_000) int aroundTransition,
      @ForAll @IntRange(min = 1_985, max = 2_030) int year,
      @ForAll @IntRange(max = 1) int which) {
    LocalInterval interval =
        new LocalInterval(
            LocalTime.ofSecondOfDay(from * 60L), LocalTime.ofSecondOfDay(to * 60L), zone);
    Instant base = transition(zone, year, which).plusSeconds(aroundTransition * 60L);
    LocalDate day = base.atZone(zone).toLocalDate();

    boolean expected =
        IntStream.rangeClosed(-4, 4)
            .anyMatch(offset -> interval.startingOn(day.plusDays(offset)).contains(base));

    assertThat(interval.contains(base)).isEqualTo(expected);
  }

  private static Instant transition(ZoneId zone, int year, int which) {
    Instant instant = LocalDate.of(year, 1, 1).atStartOfDay(ZoneId.of("UTC")).toInstant();
    for (int i = 0; i <= which; i++) {
      var next = zone.getRules().nextTransition(instant);
      instant = next == null ? instant : next.getInstant();
    }
    return instant;
  }

  @Test
  void neverEndsBeforeItStartsInAnyZone() {
    // The constructor of Interval would refuse it. 2011 has Samoa without a 30 December.
    LocalTime time = LocalTime.of(0, 30);
    List<LocalDate> days = LocalDate.of(2011, 1, 1).datesUntil(LocalDate.of(2012, 1, 1)).toList();
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      LocalInterval interval = new LocalInterval(time, time.plusMinutes(1), zone);
      for (LocalDate day : days) {
        assertThat(interval.startingOn(day).length())
            .isBetween(Duration.ZERO, Duration.ofHours(25));
      }
    }
  }

  private static Instant at(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static LocalInterval interval(String from, String to) {
    return new LocalInterval(LocalTime.parse(from), LocalTime.parse(to), WARSAW);
  }
}
