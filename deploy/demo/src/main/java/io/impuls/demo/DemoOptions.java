package io.impuls.demo;

import io.impuls.demo.recording.RefusedException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param command {@code demo}, {@code replay}, or {@code define} for the demo's definitions alone
 * @param end last day of the recordings; null for the stored one, else the latest possible
 * @param rate events a second; 0 for as fast as they are accepted
 * @param pauseAt events after which the replay waits; 0 for never
 * @param json where the report goes for machines; null for nowhere
 * @param results where the lines of the result hash go; null for nowhere
 * @param once whether to exit with 1 when a reconciliation does not hold
 * @param format form of the file to replay; null for the demo's recordings
 * @param file the file to replay; null for the demo's recordings
 * @param plan a scoring plan in the place of the demo's; null for the demo's
 * @param asReceived whether events are to count as received when they happened
 * @param stack where the stack says that it runs
 */
public record DemoOptions(
    String command,
    LocalDate end,
    double rate,
    long pauseAt,
    Path json,
    Path results,
    boolean once,
    String format,
    Path file,
    Path plan,
    boolean asReceived,
    Path stack) {

  /** How to call it. */
  public static final String USAGE =
      """
      usage: ./dev demo   [--once] [--end DATE] [--rate N] [--pause-at N] [--json FILE]
             ./dev replay --format rees46|online-retail FILE [--as-received] [--plan FILE] [--once]
                          [--end DATE] [--rate N] [--pause-at N] [--json FILE]

        --as-received  on the recorded days, as if received then, in a stack of its own
        --plan FILE    a scoring plan in the place of the demo's
        --end DATE     last day of the recordings, such as 2026-11-21; kept until ./dev reset
        --rate N       at most N events a second
        --pause-at N   after N events wait for Enter
        --json FILE    write the report there too, for machines
        --results FILE write the lines there that are hashed, to compare two runs
        --once         stop everything at the end; exit with 1 if a reconciliation does not hold
      """;

  private static final Set<String> COMMANDS = Set.of("demo", "replay", "define");
  private static final Set<String> FORMATS = Set.of("rees46", "online-retail");
  private static final Path DEFAULT_STACK = Path.of(".impuls", "run", "stack.properties");

  /**
   * Reads the command line.
   *
   * @throws RefusedException when it cannot be understood
   */
  public static DemoOptions parse(String... arguments) {
    Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
    String command = left.isEmpty() ? "" : left.pop();
    if (!COMMANDS.contains(command)) {
      throw new RefusedException(USAGE);
    }
    LocalDate end = null;
    double rate = 0;
    long pauseAt = 0;
    Path json = null;
    Path results = null;
    boolean once = false;
    String format = null;
    Path file = null;
    Path plan = null;
    boolean asReceived = false;
    Path stack = DEFAULT_STACK;
    while (!left.isEmpty()) {
      String option = left.pop();
      switch (option) {
        case "--end" -> end = date(value(option, left));
        case "--rate" -> rate = number(option, value(option, left));
        case "--pause-at" -> pauseAt = (long) number(option, value(option, left));
        case "--json" -> json = Path.of(value(option, left));
        case "--results" -> results = Path.of(value(option, left));
        case "--once" -> once = true;
        case "--format" -> format = value(option, left);
        case "--plan" -> plan = Path.of(value(option, left));
        case "--as-received" -> asReceived = true;
        case "--stack" -> stack = Path.of(value(option, left));
        default -> {
          if (option.startsWith("-") || file != null || !command.equals("replay")) {
            throw new RefusedException("unknown option " + option + "\n" + USAGE);
          }
          file = Path.of(option);
        }
      }
    }
    if (command.equals("replay") && (file == null || !FORMATS.contains(String.valueOf(format)))) {
      throw new RefusedException(
          "replay needs --format rees46 or online-retail and a file\n" + USAGE);
    }
    return new DemoOptions(
        command, end, rate, pauseAt, json, results, once, format, file, plan, asReceived, stack);
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty()) {
      throw new RefusedException(option + " needs a value\n" + USAGE);
    }
    return left.pop();
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new RefusedException("--end needs a date such as 2026-11-21, not " + text);
    }
  }

  private static double number(String option, String text) {
    try {
      double number = Double.parseDouble(text);
      if (number > 0 && number < Long.MAX_VALUE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new RefusedException(option + " needs a number above zero, not " + text);
  }
}
