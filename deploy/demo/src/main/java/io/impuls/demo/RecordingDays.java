package io.impuls.demo;

import io.impuls.demo.recording.DayShift;
import io.impuls.demo.recording.Recording;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** On which days recordings are said to have happened. */
interface RecordingDays {

  /**
   * Gives the shift of a recording.
   *
   * @param asked the last day asked for; null for none
   * @throws io.impuls.demo.recording.RefusedException when that day cannot be
   */
  DayShift shift(Recording recording, LocalDate asked) throws IOException;

  /** Gives the moment as of which results of these recordings are compared. */
  Instant asOf(List<Recording> recordings) throws IOException;
}
