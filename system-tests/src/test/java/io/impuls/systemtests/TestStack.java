package io.impuls.systemtests;

import io.impuls.demo.Demo;
import io.impuls.demo.recording.OrderBook;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.recording.WebLog;
import io.impuls.demo.report.Check;
import io.impuls.demo.report.Evidence;
import io.impuls.demo.report.Report;
import io.impuls.demo.report.ResultHash;
import io.impuls.demo.report.TopicLog;
import io.impuls.demo.stack.RunningStack;
import io.impuls.embedded.Directories;
import io.impuls.embedded.stack.ServiceKind;
import io.impuls.embedded.stack.Stack;
import io.impuls.embedded.stack.StackOptions;
import io.impuls.systemtests.plain.Expected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.Assertions;

/** A whole stack for one test class, with what the tests ask of it. */
final class TestStack implements AutoCloseable {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  /** Held here: the log manager itself would forget a logger that nobody holds. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  static {
    // what the clients say about a broker that a test has killed is no news
    KAFKA.setLevel(Level.SEVERE);
  }

  private final Path home;
  private final Stack stack;
  private final RunningStack running;

  /** Starts a stack with so many instances of a service; one of each that is not named. */
  TestStack(Map<ServiceKind, Integer> instances) {
    this(instances, UnaryOperator.identity());
  }

  private TestStack(Map<ServiceKind, Integer> instances, UnaryOperator<StackOptions> special) {
    try {
      home = Files.createTempDirectory("impuls-system-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack =
        new Stack(
            special.apply(StackOptions.free(REPOSITORY, home, instances)), System.out::println);
    stack.start();
    running = new RunningStack(stack.addresses(), Instant.now());
  }

  /** Starts a stack for which events were received when they happened. */
  static TestStack asReceived() {
    return new TestStack(Map.of(), StackOptions::asReceived);
  }

  Stack stack() {
    return stack;
  }

  RunningStack running() {
    return running;
  }

  Demo demo() {
    return new Demo(running, InstantSource.system(), System.out::println);
  }

  /** Gives both recordings whole. */
  static List<Recording> everything() {
    return List.of(WebLog.read(RunningStack.WORKSPACE), OrderBook.read());
  }

  /** Gives both recordings up to a recorded day each, exclusive. */
  static List<Recording> until(String visitDay, String orderDay) {
    return List.of(
        WebLog.read(RunningStack.WORKSPACE).until(LocalDateTime.parse(visitDay + "T00:00")),
        OrderBook.read().until(LocalDateTime.parse(orderDay + "T00:00")));
  }

  /** Gives the day on which the recordings of these tests end: never in the future. */
  static LocalDate end() {
    return LocalDate.now(ZoneOffset.UTC).minusDays(1);
  }

  /** Gives what the plain script expects of recordings cut at these days. */
  static List<String> expected(List<Recording> recordings, String visitDay, String orderDay) {
    long days = ChronoUnit.DAYS.between(recordings.get(0).lastDay(), end());
    return Expected.of(days, orderDay, visitDay).lines();
  }

  /** Gives the lines that the hash of these recordings is made of, as they stand now. */
  List<String> lines(List<Recording> recordings) throws IOException {
    try (TopicLog log = new TopicLog(running.kafka())) {
      Evidence.follow(log);
      log.readOn();
      return ResultHash.lines(Evidence.of(log, RunningStack.WORKSPACE), demo().asOf(recordings));
    }
  }

  /** Fails with everything that does not add up. */
  static void assertAddsUp(Report report) {
    Assertions.assertThat(report.checks().stream().filter(check -> !check.holds()))
        .extracting(Check::name, Check::found, Check::offenders)
        .isEmpty();
  }

  @Override
  public void close() {
    stack.close();
    try {
      Directories.delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
