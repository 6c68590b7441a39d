package io.impuls.demo;

import io.impuls.demo.recording.DayShift;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.recording.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;

/**
 * Remembers on which day each recording ends in this stack. The ids of events do not change from
 * run to run, so neither may their times: the first demo chooses, later ones follow.
 */
public final class DemoDays implements RecordingDays {

  /** After a recording's name: when its day was chosen. */
  private static final String CHOSEN = ".chosen-at";

  private static final String FILE = "demo-days.properties";

  private final Path file;
  private final Instant now;
  private final Duration horizon;

  /**
   * Remembers in a directory that lives as long as the stack's data.
   *
   * @param data the directory
   * @param now the present
   * @param horizon the workspace's lateness horizon
   */
  public DemoDays(Path data, Instant now, Duration horizon) {
    this.file = data.resolve(FILE);
    this.now = now;
    this.horizon = horizon;
  }

  /**
   * Gives the shift of a recording, and keeps it.
   *
   * @param asked the day asked for; null for the kept one, else the latest
   * @throws RefusedException when another day is kept, or the day would change the recording
   */
  @Override
  public DayShift shift(Recording recording, LocalDate asked) throws IOException {
    Properties kept = read();
    String keptDay = kept.getProperty(recording.name());
    if (keptDay != null && asked != null && !asked.equals(LocalDate.parse(keptDay))) {
      throw new RefusedException(
          "%s was replayed to end on %s; for another day, run ./dev reset first"
              .formatted(recording.name(), keptDay));
    }
    if (keptDay != null) {
      return DayShift.endingOn(recording, LocalDate.parse(keptDay))
          .checked(recording, now, horizon);
    }
    LocalDate day = asked == null ? DayShift.latestDay(recording, now) : asked;
    DayShift shift = DayShift.endingOn(recording, day).checked(recording, now, horizon);
    kept.setProperty(recording.name(), day.toString());
    kept.setProperty(recording.name() + CHOSEN, now.toString());
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      kept.store(out, "last day of each recording in this stack");
    }
    return shift;
  }

  /**
   * Gives the moment as of which results are compared (decision 23): 24:00 of the last day. Where
   * that day was not over yet when it was chosen, the moment of the choice: whatever anybody does
   * with the running stack comes later.
   *
   * @param recordings those whose shift is kept
   */
  @Override
  public Instant asOf(List<Recording> recordings) throws IOException {
    Properties kept = read();
    Instant asOf = Instant.MIN;
    for (Recording recording : recordings) {
      Instant end =
          LocalDate.parse(kept.getProperty(recording.name()))
              .plusDays(1)
              .atStartOfDay(recording.zone())
              .toInstant();
      String chosen = kept.getProperty(recording.name() + CHOSEN);
      if (chosen != null && Instant.parse(chosen).isBefore(end)) {
        // an event of this very moment belongs to the recording
        end = Instant.parse(chosen).plusMillis(1);
      }
      asOf = end.isAfter(asOf) ? end : asOf;
    }
    return asOf;
  }

  private Properties read() throws IOException {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        kept.load(in);
      }
    }
    return kept;
  }
}
