package io.impuls.rules.time;

import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Hours of each day in a zone, such as 22:00 to 06:00 in Europe/Warsaw. The start counts, the end
 * does not. Around daylight saving it begins at the earliest and ends at the latest instant that
 * its local times can mean, so quiet hours are never shorter than the clock on the wall says.
 *
 * @param from start of day's interval
 * @param to end; not after {@code from} means on the next day, so equal ones mean the whole day
 * @param zone whose clock
 */
public record LocalInterval(LocalTime from, LocalTime to, ZoneId zone) {

  public LocalInterval {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(zone, "zone");
  }

  /**
   * Reads the three texts of a definition.
   *
   * @param from {@code HH:mm}
   * @param to {@code HH:mm}
   * @param zone IANA name
   * @param pointer where they stand; {@code /from}, {@code /to} and {@code /zone} are below it
   */
  public static Parsed<LocalInterval> parse(String from, String to, String zone, String pointer) {
    List<Problem> problems = new ArrayList<>();
    LocalTime start = time(from, pointer + "/from", problems);
    LocalTime end = time(to, pointer + "/to", problems);
    Parsed<ZoneId> place = Zones.parse(zone, pointer + "/zone");
    problems.addAll(place.problems());
    return problems.isEmpty()
        ? new Parsed.Ok<>(new LocalInterval(start, end, place.orElseThrow()))
        : new Parsed.Failed<>(problems);
  }

  /** Gives the same hours by another clock. */
  public LocalInterval in(ZoneId other) {
    return other.equals(zone) ? this : new LocalInterval(from, to, other);
  }

  /** Whether {@code instant} lies in the interval of some day. */
  public boolean contains(Instant instant) {
    return contains(instant, Days.ALL);
  }

  /** Whether {@code instant} lies in the interval that starts on one of some days. */
  public boolean contains(Instant instant, Days days) {
    LocalDate today = instant.atZone(zone).toLocalDate();
    // Tomorrow's too: where the clock goes back over midnight, today comes again after it began.
    return covers(today, instant, days)
        || covers(today.minusDays(1), instant, days)
        || covers(today.plusDays(1), instant, days);
  }

  private boolean covers(LocalDate day, Instant instant, Days days) {
    return startingOn(day).contains(instant) && days.include(day);
  }

  /** Gives the interval that starts on {@code day}. */
  public Interval startingOn(LocalDate day) {
    LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
    return new Interval(
        LocalInstant.earliest(day.atTime(from), zone),
        LocalInstant.latest(lastDay.atTime(to), zone));
  }

  private static LocalTime time(String text, String at, List<Problem> problems) {
    try {
      if (text != null && text.matches("\\d\\d:\\d\\d")) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Said below: to the author it makes no difference how it failed to be a time.
    }
    problems.add(new Problem(at, "needs a local time from \"00:00\" to \"23:59\""));
    return null;
  }
}
