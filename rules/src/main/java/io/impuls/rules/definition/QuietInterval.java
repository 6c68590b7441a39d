package io.impuls.rules.definition;

import io.impuls.contracts.event.Event;
import io.impuls.rules.time.Days;
import io.impuls.rules.time.Interval;
import io.impuls.rules.time.LocalInterval;
import io.impuls.rules.time.Zones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours in which matches give nothing (semantics 3.5).
 *
 * @param interval when, each day, by the plan's clock or the hours' own
 * @param days days on which the interval starts
 * @param inverted whether everything outside of it is quiet instead
 * @param byContact whether the clock is the contact's, where the event says which one that is
 * @param events event types that it withholds; empty for all
 * @param defers whether matches count at the end of the hours, and are not lost
 */
public record QuietInterval(
    LocalInterval interval,
    Days days,
    boolean inverted,
    boolean byContact,
    Set<String> events,
    boolean defers) {

  /** Quiet hours that go on for longer never end. */
  private static final int MOST_DAYS = 366;

  /** Where clients put the name of their zone among the facts about themselves. */
  private static final String ZONE = "timezone";

  public QuietInterval {
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(days, "days");
    events = Set.copyOf(events);
  }

  /** Whether an event gives nothing because of when it happened. */
  public boolean withholds(Event event) {
    return (events.isEmpty() || events.contains(event.type()))
        && quiet(interval.in(zone(event)), event.occurredAt());
  }

  /**
   * Gives when an event counts that the hours withhold; empty where it never does, as they lose it
   * or do not end.
   */
  public Optional<Instant> deferredTo(Event event) {
    if (!defers) {
      return Optional.empty();
    }
    LocalInterval hours = interval.in(zone(event));
    Instant at = event.occurredAt();
    LocalDate first = at.atZone(hours.zone()).toLocalDate().minusDays(1);
    return Stream.iterate(first, date -> date.plusDays(1))
        .limit(MOST_DAYS)
        .map(hours::startingOn)
        .map(one -> inverted ? one.start() : one.end())
        .filter(end -> end.isAfter(at) && !quiet(hours, end))
        .findFirst();
  }

  private boolean quiet(LocalInterval hours, Instant at) {
    return hours.contains(at, days) != inverted;
  }

  /** Whether there is no time outside of it. */
  public boolean everyHour() {
    return interval.from().equals(interval.to()) && days == Days.ALL && !inverted;
  }

  /**
   * Gives the quiet stretches of a day, in order and apart from each other.
   *
   * @param day some 24 hours by the clock of any zone
   */
  public List<Interval> within(Interval day) {
    List<Interval> inside = new ArrayList<>();
    LocalDate first = day.start().atZone(interval.zone()).toLocalDate().minusDays(1);
    LocalDate last = day.end().atZone(interval.zone()).toLocalDate();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      Interval one = interval.startingOn(date);
      if (days.include(date) && one.start().isBefore(day.end()) && one.end().isAfter(day.start())) {
        join(inside, later(one.start(), day.start()), earlier(one.end(), day.end()));
      }
    }
    return inverted ? outside(inside, day) : inside;
  }

  private static void join(List<Interval> found, Instant start, Instant end) {
    int last = found.size() - 1;
    if (last >= 0 && !found.get(last).end().isBefore(start)) {
      Instant begin = found.get(last).start();
      found.set(last, new Interval(begin, later(found.get(last).end(), end)));
    } else {
      found.add(new Interval(start, end));
    }
  }

  private static List<Interval> outside(List<Interval> inside, Interval day) {
    List<Interval> outside = new ArrayList<>();
    Instant from = day.start();
    for (Interval one : inside) {
      if (from.isBefore(one.start())) {
        outside.add(new Interval(from, one.start()));
      }
      from = one.end();
    }
    if (from.isBefore(day.end())) {
      outside.add(new Interval(from, day.end()));
    }
    return outside;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Gives the hours in words. */
  public String words() {
    return (inverted ? "outside of " : "")
        + interval.from()
        + "-"
        + interval.to()
        + (days == Days.ALL ? "" : " on " + days.words())
        + " "
        + (byContact ? "by the contact's clock, else " : "")
        + interval.zone();
  }

  private ZoneId zone(Event event) {
    return byContact && event.context().get(ZONE) instanceof String name
        ? Zones.parse(name, "").value().orElse(interval.zone())
        : interval.zone();
  }
}
