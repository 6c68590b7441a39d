package io.impuls.demo.history;

import io.impuls.demo.recording.RefusedException;
import io.impuls.demo.replay.Target;
import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What {@code ./dev import} runs. */
public final class ImportMain {

  /** Exit code when some lines were not taken. */
  static final int SOME_REFUSED = 1;

  /** Exit code when it could not do what was asked. */
  static final int REFUSED = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WIDTH = 40;
  private static final Set<String> OPTIONS =
      Set.of("--mapping", "--run", "--url", "--key", "--home", "--stack");

  private ImportMain() {}

  /** Runs a command line and exits with 0, or says why not. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(System.out, System.err, System.console() != null, arguments));
  }

  static int run(PrintStream out, PrintStream err, boolean terminal, String... arguments)
      throws IOException, InterruptedException {
    try {
      Map<String, String> options = options(arguments);
      return start(options, out, terminal);
    } catch (RefusedException | IllegalStateException e) {
      err.println("import: " + e.getMessage());
      return REFUSED;
    }
  }

  private static int start(Map<String, String> options, PrintStream out, boolean terminal)
      throws IOException, InterruptedException {
    Path csv = Path.of(needed(options, "FILE"));
    Path mappingFile = Path.of(needed(options, "--mapping"));
    if (!Files.isReadable(csv) || !Files.isReadable(mappingFile)) {
      throw new RefusedException("cannot read " + (Files.isReadable(csv) ? mappingFile : csv));
    }
    String yaml = Files.readString(mappingFile);
    HistoryFile file = new HistoryFile(csv, Mapping.read(yaml));
    String run = options.getOrDefault("--run", HistoryFile.run(csv, yaml));
    if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new RefusedException("--run must be 1 to 100 letters, digits, '.', '_' or '-'");
    }
    Path stateFile = Path.of(needed(options, "--home")).resolve("imports").resolve(run);
    Path errorFile = Path.of(csv + ".errors.csv");
    long bytes = Math.max(1, file.bytes());
    ImportState before = ImportState.read(stateFile);
    out.println(
        before.nextRow() == 1
            ? "Run " + run
            : "Run %s goes on with row %,d".formatted(run, before.nextRow()));
    ImportState end =
        new HistoryImport(
                file,
                client(options, run),
                stateFile,
                errorFile,
                (state, read) -> show(out, terminal, state, read * 100 / bytes))
            .run();
    out.printf(
        Locale.ROOT,
        "%s%,d rows are in%s%n",
        terminal ? "\n" : "",
        end.accepted(),
        end.rejected() == 0
            ? ""
            : ", %,d are not: %s says why".formatted(end.rejected(), errorFile));
    return end.rejected() == 0 ? 0 : SOME_REFUSED;
  }

  private static ImportClient client(Map<String, String> options, String run) throws IOException {
    if (options.containsKey("--url")) {
      return new ImportClient(
          URI.create(options.get("--url")), needed(options, "--key"), run, PATIENCE);
    }
    Target target = RunningStack.read(Path.of(needed(options, "--stack"))).target();
    String key = options.getOrDefault("--key", target.backend().key());
    return new ImportClient(target.collector(), key, run, PATIENCE);
  }

  private static void show(PrintStream out, boolean terminal, ImportState state, long percent) {
    int full = (int) (Math.min(100, percent) * WIDTH / 100);
    String counts =
        String.format(
            Locale.ROOT, "%,d rows taken, %,d refused", state.accepted(), state.rejected());
    if (terminal) {
      out.printf("\r[%s%s] %-50s", "#".repeat(full), " ".repeat(WIDTH - full), counts);
    } else {
      out.printf("  %3d %%: %s%n", Math.min(100, percent), counts);
    }
    out.flush();
  }

  private static Map<String, String> options(String... arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      if (!arguments[i].startsWith("--")) {
        if (options.put("FILE", arguments[i]) != null) {
          throw new RefusedException("one file at a time");
        }
      } else if (OPTIONS.contains(arguments[i]) && i + 1 < arguments.length) {
        options.put(arguments[i], arguments[++i]);
      } else {
        throw new RefusedException(
            "usage: import FILE.csv --mapping MAPPING.yaml [--run ID] [--url URL --key KEY]");
      }
    }
    return options;
  }

  private static String needed(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new RefusedException(
          name + " is missing: import FILE.csv --mapping MAPPING.yaml [--run ID]");
    }
    return value;
  }
}
