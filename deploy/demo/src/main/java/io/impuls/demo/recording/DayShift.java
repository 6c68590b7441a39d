package io.impuls.demo.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Moves a recording by whole days and keeps its order, spacing and local times of day.
 *
 * @param days days to add
 * @param zone zone of the recorded times of day
 */
public record DayShift(long days, ZoneId zone) {

  /** What must remain of the lateness horizon at the first event, so that none is cut off. */
  public static final Duration SPARE = Duration.ofHours(1);

  /** Gives the shift by which the recording ends on {@code lastDay}. */
  public static DayShift endingOn(Recording recording, LocalDate lastDay) {
    return new DayShift(ChronoUnit.DAYS.between(recording.lastDay(), lastDay), recording.zone());
  }

  /**
   * Gives the day on which the recording must end to end within the 24 hours before {@code now}.
   */
  public static LocalDate latestDay(Recording recording, Instant now) {
    ZonedDateTime local = now.atZone(recording.zone());
    DayShift today = endingOn(recording, local.toLocalDate());
    return today.move(recording.last()).isAfter(now)
        ? local.toLocalDate().minusDays(1)
        : local.toLocalDate();
  }

  /** Gives the instant that a recorded time becomes. */
  public Instant move(LocalDateTime recorded) {
    return recorded.plusDays(days).atZone(zone).toInstant();
  }

  /** Gives the start of the first recorded day, moved. */
  public Instant firstDayStart(Recording recording) {
    return recording.first().toLocalDate().plusDays(days).atStartOfDay(zone).toInstant();
  }

  /**
   * Refuses a shift that would change the recording: events in the future would be set to their
   * receipt, and events before the horizon would only reach the timeline.
   *
   * @param horizon how late events may arrive and still count
   * @throws RefusedException when the recording would not come out as it was recorded
   */
  public DayShift checked(Recording recording, Instant now, Duration horizon) {
    Instant last = move(recording.last());
    if (last.isAfter(now)) {
      throw new RefusedException(
          recording.name() + " would end in the future, at " + last + ": choose an earlier --end");
    }
    Instant first = firstDayStart(recording);
    if (first.isBefore(now.minus(horizon).plus(SPARE))) {
      throw new RefusedException(
          "%s would begin at %s, beyond the lateness horizon of %d days, which would cut events off: choose a later --end"
              .formatted(recording.name(), first, horizon.toDays()));
    }
    return this;
  }
}
