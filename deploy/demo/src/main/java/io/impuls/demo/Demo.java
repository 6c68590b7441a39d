package io.impuls.demo;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.definitions.DemoDefinitions;
import io.impuls.demo.recording.DayShift;
import io.impuls.demo.recording.Recording;
import io.impuls.demo.replay.ClockHands;
import io.impuls.demo.replay.Planned;
import io.impuls.demo.replay.Replay;
import io.impuls.demo.replay.ReplayListener;
import io.impuls.demo.replay.ReplayResult;
import io.impuls.demo.replay.ReplaySettings;
import io.impuls.demo.report.Check;
import io.impuls.demo.report.Evidence;
import io.impuls.demo.report.Latency;
import io.impuls.demo.report.Probe;
import io.impuls.demo.report.Readers;
import io.impuls.demo.report.Reconciliation;
import io.impuls.demo.report.Report;
import io.impuls.demo.report.TopicLog;
import io.impuls.demo.report.Witness;
import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Replays recordings into a running stack and reports what became of them. */
public final class Demo {

  /** Who must have read what, by consumer group. */
  private static final Map<String, Set<String>> READERS =
      Map.of(
          "tracking-resolver",
          Set.of(Topics.COLLECTED.name()),
          "impuls-scoring",
          Set.of(Topics.EVENTS.name(), Topics.transfers("scoring")),
          "impuls-segmentation",
          Set.of(Topics.EVENTS.name(), Topics.transfers("segmentation")),
          "contact",
          Set.of(Topics.EVENTS.name(), Topics.SCORE_CHANGES.name(), Topics.TAG_CHANGES.name()),
          "campaign",
          Set.of(Topics.EVENTS.name(), Topics.SCORE_CHANGES.name(), Topics.TAG_CHANGES.name()));

  /** How long mails may be under way. */
  private static final Duration REST = Duration.ofMinutes(10);

  /** How long nothing may move while something is still unread. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** How far event time is moved past the last day: beyond all that a timer waits for. */
  private static final Duration PAST = Duration.ofHours(1);

  private final RunningStack stack;
  private final DemoDefinitions definitions;
  private final InstantSource clock;
  private final Consumer<String> out;

  /**
   * Prepares for a stack.
   *
   * @param out is told what happens, in words
   */
  public Demo(RunningStack stack, InstantSource clock, Consumer<String> out) {
    this(stack, new DemoDefinitions(stack), clock, out);
  }

  /**
   * Prepares for a stack.
   *
   * @param definitions what judges
   * @param out is told what happens, in words
   */
  public Demo(
      RunningStack stack, DemoDefinitions definitions, InstantSource clock, Consumer<String> out) {
    this.stack = stack;
    this.definitions = definitions;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Replays and reports.
   *
   * @param recordings what to replay
   * @param end the last day of each; null for the kept one, else the latest
   * @param probe whether to measure how soon score changes can be read
   */
  public Report run(
      List<Recording> recordings,
      LocalDate end,
      ReplaySettings settings,
      ReplayListener listener,
      boolean probe)
      throws IOException, InterruptedException {
    ReplayResult replay = replay(recordings, end, settings, listener);
    return report(recordings, end, replay, probe);
  }

  /** Publishes the definitions and sends everything. */
  public ReplayResult replay(
      List<Recording> recordings, LocalDate end, ReplaySettings settings, ReplayListener listener)
      throws IOException, InterruptedException {
    List<List<Planned>> planned = new ArrayList<>();
    Instant first = clock.instant();
    for (Recording recording : recordings) {
      DayShift shift = days().shift(recording, end);
      Instant begin = shift.move(recording.first());
      first = begin.isBefore(first) ? begin : first;
      planned.add(Planned.of(recording, shift));
    }
    out.accept("publishing plan, tag rules and campaign");
    definitions.publish(clock.instant());
    definitions.expectInForce(first);
    List<Planned> events = Planned.merged(planned);
    out.accept("replaying %,d events".formatted(events.size()));
    ReplayResult result = new Replay(stack.target(), settings, listener).run(events);
    return stack.asReceived() ? result.and(moveClocks(recordings)) : result;
  }

  /** Waits until everything has been read, so that nothing is late for it, and lets time pass. */
  private ReplayResult moveClocks(List<Recording> recordings)
      throws IOException, InterruptedException {
    try (TopicLog log = new TopicLog(stack.kafka());
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      Evidence.follow(log);
      List<String> unread = new Readers(admin, READERS).awaitRest(log, PATIENCE);
      if (!unread.isEmpty()) {
        throw new IllegalStateException(
            "the clocks cannot be moved on before everything is read: " + unread);
      }
    }
    String names = recordings.stream().map(Recording::name).collect(Collectors.joining("-"));
    return new Replay(stack.target(), ReplaySettings.DEFAULT, ReplayListener.NONE)
        .run(ClockHands.at(names, asOf(recordings).plus(PAST)));
  }

  /** Waits until every service has done its part, and reports. */
  public Report report(
      List<Recording> recordings, LocalDate end, ReplayResult replay, boolean probe)
      throws IOException, InterruptedException {
    out.accept("waiting until every service has read to the end");
    try (TopicLog log = new TopicLog(stack.kafka());
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      Evidence.follow(log);
      Readers readers = new Readers(admin, READERS);
      long deadline = System.nanoTime() + REST.toNanos();
      List<String> unread;
      Evidence evidence;
      do {
        unread = readers.awaitRest(log, PATIENCE);
        evidence = Evidence.of(log, RunningStack.WORKSPACE);
        // a mail that is being handed over is no record yet that a reader could have left unread
      } while (evidence.underWay(DemoDefinitions.CAMPAIGN) && System.nanoTime() < deadline);
      Witness witness = new StackWitness(stack);
      out.accept("comparing topics, services and mailboxes");
      List<Check> checks = reconciliation().checks(replay.fates(), evidence, unread, witness);
      Latency latency = probe ? new Probe(stack.kafka(), stack.target(), clock).measure() : null;
      return Report.of(
          days(recordings, end),
          replay,
          checks,
          evidence,
          asOf(recordings),
          DemoDefinitions.PLAN,
          latency);
    }
  }

  /** Gives the moment as of which the results of recordings that were replayed are hashed. */
  public Instant asOf(List<Recording> recordings) throws IOException {
    return days().asOf(recordings);
  }

  /**
   * Gives how far a service has come with a topic, by its committed offsets.
   *
   * @param group its consumer group
   */
  public long done(String group, Topic<?> topic) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
      return new Readers(admin, READERS).done(group, topic.name());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for offsets", e);
    }
  }

  private Map<String, String> days(List<Recording> recordings, LocalDate end) throws IOException {
    Map<String, String> last = new LinkedHashMap<>();
    for (Recording recording : recordings) {
      DayShift shift = days().shift(recording, end);
      last.put(recording.name(), recording.lastDay().plusDays(shift.days()).toString());
    }
    return last;
  }

  private RecordingDays days() {
    return stack.asReceived()
        ? new RecordedDays()
        : new DemoDays(stack.data(), clock.instant(), RunningStack.HORIZON);
  }

  private Reconciliation reconciliation() {
    return new Reconciliation(
        DemoDefinitions.PLAN,
        definitions.limits(),
        DemoDefinitions.BAND,
        stack.asReceived() ? null : DemoDefinitions.CAMPAIGN);
  }
}
