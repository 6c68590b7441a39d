package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.rules.time.Days;
import io.impuls.scoring.domain.Warning.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Finds quiet hours that begin or end at a local time which a change of the clocks skips or
 * repeats: they work (semantics I5), but not as the clock on the wall reads.
 *
 * @param now changes are looked for in the {@link #AHEAD} from here on
 * @param warnings takes what is found
 */
record QuietHoursLint(Instant now, List<Warning> warnings) {

  /** Two of each change of a year: some hours hold on some days only. */
  private static final Duration AHEAD = Duration.ofDays(2 * 366);

  /** Checks hours that were read without a problem; null for none. */
  void check(QuietHours written, String planZone, String at) {
    if (written == null || written.from() == null) {
      return;
    }
    boolean own = written.zone() != null && !QuietHours.CONTACT_ZONE.equals(written.zone());
    ZoneId zone = ZoneId.of(own ? written.zone() : planZone);
    Days days = Days.parse(written.on(), at).orElseThrow();
    LocalTime from = LocalTime.parse(written.from());
    LocalTime to = LocalTime.parse(written.to());
    check(from, 0, days, zone, at + "/from");
    check(to, to.isAfter(from) ? 0 : 1, days, zone, at + "/to");
  }

  /**
   * Checks one end.
   *
   * @param later days from that on which the hours start to that of this end
   */
  private void check(LocalTime time, int later, Days days, ZoneId zone, String at) {
    boolean gap = false;
    boolean overlap = false;
    ZoneOffsetTransition change = zone.getRules().nextTransition(now);
    while (change != null && change.getInstant().isBefore(now.plus(AHEAD))) {
      LocalDate day = change.getDateTimeBefore().toLocalDate();
      if (hits(change, day.atTime(time)) && days.include(day.minusDays(later))) {
        if (change.isGap() && !gap) {
          gap = true;
          warn(at, skipped(time, day, zone, change));
        } else if (change.isOverlap() && !overlap) {
          overlap = true;
          warn(at, repeated(time, day, zone, at.endsWith("/from")));
        }
      }
      change = zone.getRules().nextTransition(change.getInstant());
    }
  }

  private static boolean hits(ZoneOffsetTransition change, LocalDateTime local) {
    LocalDateTime first = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    LocalDateTime end = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    return !local.isBefore(first) && local.isBefore(end);
  }

  private static String skipped(
      LocalTime time, LocalDate day, ZoneId zone, ZoneOffsetTransition change) {
    return "%s does not exist on %s in %s: %s counts instead; take a time that exists every day"
        .formatted(time, day, zone, change.getDateTimeAfter().toLocalTime());
  }

  private static String repeated(LocalTime time, LocalDate day, ZoneId zone, boolean begins) {
    return "%s comes twice on %s in %s: the hours %s; take a time that comes once every day"
        .formatted(time, day, zone, begins ? "begin with the first" : "end with the second");
  }

  private void warn(String at, String message) {
    warnings.add(new Warning(Kind.HOURS_UNSAFE, at, message));
  }
}
