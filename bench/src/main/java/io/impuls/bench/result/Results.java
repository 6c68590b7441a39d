package io.impuls.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one run found: a table of figures, then a line for each target. */
public final class Results {

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String bench;
  private final List<String> figures = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /** Makes the results of a bench. */
  public Results(String bench) {
    this.bench = bench;
  }

  /** Adds a figure, formatted as with {@link String#format}, and shows it at once. */
  public void figure(String format, Object... values) {
    String figure = String.format(Locale.ROOT, format, values);
    figures.add(figure);
    System.err.println(figure);
  }

  /** Adds a target. */
  public void target(Target target) {
    targets.add(target);
  }

  /** Whether every target is reached; without targets nothing was shown. */
  public boolean reached() {
    return !targets.isEmpty() && targets.stream().allMatch(Target::reached);
  }

  /** Gives the table. */
  public String text() {
    List<String> lines = new ArrayList<>(figures);
    lines.add("");
    targets.forEach(target -> lines.add(target.toString()));
    return String.join("\n", lines) + "\n";
  }

  /** Records the table under {@code directory}, with machine and commit, and gives the file. */
  public Path record(Path directory, Machine machine, Instant at) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(bench + "-" + FILE_TIME.format(at) + ".txt");
    Files.writeString(
        file,
        "bench    %s%nat       %s%ncommit   %s%nmachine  %s%n%n%s"
            .formatted(bench, at, machine.commit(), machine.description(), text()));
    return file;
  }
}
