package io.impuls.demo.replay;

import io.impuls.demo.recording.DayShift;
import io.impuls.demo.recording.RecordedEvent;
import io.impuls.demo.recording.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One event with the moment it is moved to.
 *
 * @param event what was recorded
 * @param occurredAt when it is said to have happened
 */
public record Planned(RecordedEvent event, Instant occurredAt) {

  /** Gives the events of a recording, moved. */
  public static List<Planned> of(Recording recording, DayShift shift) {
    return recording.events().stream()
        .map(event -> new Planned(event, shift.move(event.at())))
        .toList();
  }

  /** Joins several recordings in the order of time; events of one recording keep their order. */
  public static List<Planned> merged(List<List<Planned>> recordings) {
    List<Planned> all = new ArrayList<>();
    recordings.forEach(all::addAll);
    all.sort(Comparator.comparing(Planned::occurredAt));
    return List.copyOf(all);
  }
}
