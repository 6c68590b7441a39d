package io.impuls.demo;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.definitions.DemoDefinitions;
import io.impuls.demo.recording.MultiStore;
import io.impuls.demo.recording.OrderBook;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.recording.RefusedException;
import io.impuls.demo.recording.WebLog;
import io.impuls.demo.replay.ReplaySettings;
import io.impuls.demo.report.Report;
import io.impuls.demo.report.ReportText;
import io.impuls.demo.stack.RunningStack;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What {@code ./dev up}, {@code demo} and {@code replay} run against a stack that is up. */
public final class DemoMain {

  /** Exit code when the report does not add up. */
  static final int DOES_NOT_ADD_UP = 1;

  /** Exit code when the demo could not do what was asked. */
  static final int REFUSED = 2;

  /** Held here: the log manager itself would forget a logger that nobody holds. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  private DemoMain() {}

  /** Runs a command line and exits with 0, or says why not. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // the client's chatter would tear the progress bar
    KAFKA.setLevel(Level.SEVERE);
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments)
      throws IOException, InterruptedException {
    try {
      DemoOptions options = DemoOptions.parse(arguments);
      RunningStack stack = RunningStack.read(options.stack());
      if (options.asReceived() && !stack.asReceived()) {
        throw new RefusedException(
            "the running stack takes events as received now: stop it, and start one with ./dev up --as-received in another IMPULS_HOME");
      }
      if (options.command().equals("define")) {
        new DemoDefinitions(stack).publish(Instant.now());
        out.println("The demo's plan, tag rules and campaign are published.");
        return 0;
      }
      Report report = replay(options, stack, out);
      out.println(ReportText.of(report));
      out.println(Directions.of(stack, report));
      if (options.json() != null) {
        write(report, options.json());
      }
      if (options.results() != null) {
        Files.write(options.results(), report.results());
      }
      return options.once() && !report.holds() ? DOES_NOT_ADD_UP : 0;
    } catch (RefusedException e) {
      err.println(e.getMessage());
      return REFUSED;
    }
  }

  private static Report replay(DemoOptions options, RunningStack stack, PrintStream out)
      throws IOException, InterruptedException {
    List<Recording> recordings =
        options.file() == null
            ? List.of(WebLog.read(RunningStack.WORKSPACE), OrderBook.read())
            : List.of(
                options.format().equals(MultiStore.NAME)
                    ? MultiStore.read(options.file())
                    : OrderBook.read(options.file()));
    ReplaySettings settings =
        ReplaySettings.DEFAULT.withRate(options.rate()).withPauseAt(options.pauseAt());
    DemoDefinitions definitions =
        options.plan() == null
            ? new DemoDefinitions(stack)
            : DemoDefinitions.withPlan(stack, options.plan());
    return new Demo(stack, definitions, InstantSource.system(), out::println)
        .run(recordings, options.end(), settings, new ProgressBar(out, terminal()), true);
  }

  private static boolean terminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      // before Java 22 there is a console only where there is a terminal
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static void write(Report report, Path file) throws IOException {
    Files.write(
        file,
        Json.mapper().writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(report));
  }
}
