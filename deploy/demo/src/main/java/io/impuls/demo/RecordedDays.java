package io.impuls.demo;

import io.impuls.demo.recording.DayShift;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.recording.RefusedException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The days on which recordings were made: for stacks that take events as received then. */
final class RecordedDays implements RecordingDays {

  @Override
  public DayShift shift(Recording recording, LocalDate asked) {
    if (asked != null) {
      throw new RefusedException(
          "a replay as received keeps the recorded days: leave --end out, or --as-received");
    }
    return new DayShift(0, recording.zone());
  }

  @Override
  public Instant asOf(List<Recording> recordings) {
    return recordings.stream()
        .map(r -> r.lastDay().plusDays(1).atStartOfDay(r.zone()).toInstant())
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
