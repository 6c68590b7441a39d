package io.impuls.scoring.domain;

import io.impuls.contracts.event.Event;
import io.impuls.rules.time.Days;
import io.impuls.rules.time.LocalInterval;
import io.impuls.rules.time.Zones;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;

/**
 * Hours in which matches give nothing (semantics 3.5).
 *
 * @param interval when, each day, by the plan's clock or the hours' own
 * @param days days on which the interval starts
 * @param inverted whether everything outside of it is quiet instead
 * @param byContact whether the clock is the contact's, where the event says which one that is
 * @param events event types that it withholds; empty for all
 */
public record QuietInterval(
    LocalInterval interval, Days days, boolean inverted, boolean byContact, Set<String> events) {

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
        && interval.in(zone(event)).contains(event.occurredAt(), days) != inverted;
  }

  /** Whether there is no time outside of it. */
  boolean everyHour() {
    return interval.from().equals(interval.to()) && days == Days.ALL && !inverted;
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
