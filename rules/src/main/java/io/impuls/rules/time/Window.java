package io.impuls.rules.time;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;

/** How far back something counts (semantics I4). Which kind it is, the user is always told. */
public sealed interface Window {

  /** Whether what happened at {@code earlier} still counts at {@code now}. */
  boolean covers(Instant earlier, Instant now);

  /**
   * Gives the first instant at which what happened at {@code then} no longer counts; {@link
   * Instant#MAX} where it always does.
   */
  Instant freeAt(Instant then);

  /** Gives a length that it never exceeds. */
  Duration longest();

  /** Gives it in words, such as {@code PT24H}. */
  String words();

  /**
   * The last so many seconds: {@code (now - length, now]}. Daylight saving has no effect: a window
   * of 24 hours that starts at 12:00 before the clocks go forward ends at 13:00.
   *
   * @param length more than zero; a month in it is 30 days of 24 hours
   */
  record Sliding(Duration length) implements Window {
    public Sliding {
      if (length.isNegative() || length.isZero()) {
        throw new IllegalArgumentException("a window has a length");
      }
    }

    @Override
    public boolean covers(Instant earlier, Instant now) {
      return !earlier.isAfter(now) && now.isBefore(freeAt(earlier));
    }

    @Override
    public Instant freeAt(Instant then) {
      return then.plus(length);
    }

    @Override
    public Duration longest() {
      return length;
    }

    @Override
    public String words() {
      return length.toString();
    }
  }

  /**
   * The calendar's day, week or month: {@code [start, end)} by the clock of a zone, so a day can
   * last 23 or 25 hours.
   *
   * @param unit which stretch
   * @param zone whose clock
   */
  record Calendar(Unit unit, ZoneId zone) implements Window {
    public Calendar {
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(zone, "zone");
    }

    @Override
    public boolean covers(Instant earlier, Instant now) {
      return !earlier.isAfter(now) && of(now).contains(earlier);
    }

    @Override
    public Instant freeAt(Instant then) {
      return of(then).end();
    }

    @Override
    public Duration longest() {
      return unit.longest;
    }

    @Override
    public String words() {
      return "a " + unit.name().toLowerCase(Locale.ROOT) + " by the calendar of " + zone;
    }

    /** Gives the day, week or month in which {@code instant} lies. */
    public Interval of(Instant instant) {
      LocalDate first = unit.first(instant.atZone(zone).toLocalDate());
      // Where the clock goes back over midnight, the new day has begun although the old date shows.
      Interval next = from(unit.next(first));
      return next.contains(instant) ? next : from(first);
    }

    private Interval from(LocalDate first) {
      return new Interval(midnight(first), midnight(unit.next(first)));
    }

    private Instant midnight(LocalDate day) {
      return LocalInstant.earliest(day.atTime(LocalTime.MIDNIGHT), zone);
    }
  }

  /** All that ever happened. */
  record Lifetime() implements Window {

    /** Longer than anything that is kept. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    @Override
    public boolean covers(Instant earlier, Instant now) {
      return !earlier.isAfter(now);
    }

    @Override
    public Instant freeAt(Instant then) {
      return Instant.MAX;
    }

    @Override
    public Duration longest() {
      return LONGEST;
    }

    @Override
    public String words() {
      return "a lifetime";
    }
  }

  /** Stretches of the calendar. */
  enum Unit {
    DAY(1),
    /** From Monday, as ISO 8601 has it. */
    WEEK(7),
    MONTH(31);

    private final Duration longest;

    Unit(int days) {
      // Clocks go back by an hour as a rule; where a zone changed sides of the date line, by a day.
      this.longest = Duration.ofDays(days + 1);
    }

    LocalDate first(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate next(LocalDate first) {
      return switch (this) {
        case DAY -> first.plusDays(1);
        case WEEK -> first.plusWeeks(1);
        case MONTH -> first.plusMonths(1);
      };
    }
  }
}
