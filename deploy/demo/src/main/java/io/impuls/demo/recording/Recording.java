package io.impuls.demo.recording;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Events in the order in which they happened.
 *
 * @param name short name, such as {@code weblog}
 * @param zone zone of the recorded times of day
 * @param events at least one, sorted by time; events of one sender at one time keep their order
 */
public record Recording(String name, ZoneId zone, List<RecordedEvent> events) {

  public Recording {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(zone, "zone");
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("the recording " + name + " has no events");
    }
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).at().isBefore(events.get(i - 1).at())) {
        throw new IllegalArgumentException(
            "the recording " + name + " goes back in time at " + events.get(i).clientId());
      }
    }
  }

  /** Gives when the first event happened. */
  public LocalDateTime first() {
    return events.get(0).at();
  }

  /** Gives when the last event happened. */
  public LocalDateTime last() {
    return events.get(events.size() - 1).at();
  }

  /** Gives the day of the last event. */
  public LocalDate lastDay() {
    return last().toLocalDate();
  }

  /** Gives the events up to {@code before}, exclusive: a smaller cut for tests. */
  public Recording until(LocalDateTime before) {
    return new Recording(
        name, zone, events.stream().filter(event -> event.at().isBefore(before)).toList());
  }
}
