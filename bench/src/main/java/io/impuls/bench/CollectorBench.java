package io.impuls.bench;

import io.impuls.bench.load.HttpLoad;
import io.impuls.bench.load.Load;
import io.impuls.bench.load.NativeBodies;
import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.stack.BenchStack;
import io.impuls.bench.stack.Measured;
import io.impuls.bench.stack.RecordSize;
import io.impuls.contracts.topic.Topics;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/**
 * The collector against a bare handler that writes the body with {@code acks=all}. Both are asked
 * in turns, so that a machine that slows down slows both; the median of the turns counts.
 */
final class CollectorBench {

  /** With few connections a closed loop only measures how long the producer lingers. */
  private static final int CONNECTIONS = 512;

  private static final int BATCH = 50;
  private static final int BATCH_CONNECTIONS = 64;
  private static final int WAITING = 10_000;
  private static final int TURNS = 5;
  private static final int ROUNDS = 3;
  private static final Duration WARMUP = Duration.ofSeconds(4);

  /** Until then the compiler is at work, longer for a large program than for a small one. */
  private static final Duration COLD = Duration.ofSeconds(20);

  private static final Duration MEASURED = Duration.ofSeconds(8);

  /** The broker is away for less than the collector takes to notice. */
  private static final long FROZEN_MILLIS = 1_500;

  private final BenchStack stack;
  private final AtomicLong numbers = new AtomicLong();

  CollectorBench(BenchStack stack) {
    this.stack = stack;
  }

  /** One turn of one side. */
  private record Turn(Load load, double cpuMicrosPerRequest) {}

  void run(Results results) throws InterruptedException {
    try (Measured ours = stack.collector();
        Measured bare = stack.bareCollector()) {
      compare(results, ours, bare);
      compareBatches(results, ours, bare);
      delays(results, ours);
    }
    try (Measured ours = stack.collector()) {
      memory(results, ours);
    }
  }

  private void compare(Results results, Measured ours, Measured bare) {
    List<Turn> oursTurns = new ArrayList<>();
    List<Turn> bareTurns = new ArrayList<>();
    warm(bare, "/");
    warm(ours, "/v1/events");
    for (int i = 0; i < TURNS; i++) {
      bareTurns.add(turn(bare, "/", CONNECTIONS, NativeBodies.single()));
      oursTurns.add(turn(ours, "/v1/events", CONNECTIONS, NativeBodies.single()));
    }
    oursTurns.forEach(t -> results.figure("collector,  1 event a request     %s", t.load()));
    bareTurns.forEach(t -> results.figure("bare,       1 event a request     %s", t.load()));
    results.target(
        Target.atLeast(
            "collector/bare requests a second, 1 event a request",
            median(oursTurns, t -> t.load().rate()) / median(bareTurns, t -> t.load().rate()),
            0.7));
    results.target(
        Target.atMost(
            "collector/bare processor time per event",
            median(oursTurns, Turn::cpuMicrosPerRequest)
                / median(bareTurns, Turn::cpuMicrosPerRequest),
            2.0));
  }

  private void compareBatches(Results results, Measured ours, Measured bare) {
    List<Turn> oursTurns = new ArrayList<>();
    List<Turn> bareTurns = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      bareTurns.add(turn(bare, "/", BATCH_CONNECTIONS, NativeBodies.batches(BATCH)));
      oursTurns.add(turn(ours, "/v1/events", BATCH_CONNECTIONS, NativeBodies.batches(BATCH)));
    }
    oursTurns.forEach(t -> results.figure("collector, 50 events a request    %s", t.load()));
    bareTurns.forEach(t -> results.figure("bare,      50 events a request    %s", t.load()));
    double record = RecordSize.mean(stack.kafka(), Topics.COLLECTED.name());
    double intoKafka = median(oursTurns, t -> t.load().rate()) * BATCH * record;
    double bareIntoKafka = median(bareTurns, t -> t.load().byteRate());
    results.figure(
        "bytes into Kafka: collector %.1f MB/s (a record has %.0f), bare %.1f MB/s",
        intoKafka / 1e6, record, bareIntoKafka / 1e6);
    results.target(
        Target.atLeast(
            "collector/bare bytes a second into Kafka, 50 events a request",
            intoKafka / bareIntoKafka,
            0.5));
  }

  /** Delays by a fixed schedule at a third of what a closed loop reaches. */
  private void delays(Results results, Measured ours) {
    try (HttpLoad load = load(ours, "/v1/events", CONNECTIONS, NativeBodies.single())) {
      double rate = load.closedLoop(CONNECTIONS, WARMUP, WARMUP).rate() / 3;
      results.figure("collector,  open loop             %s", load.openLoop(rate, WARMUP, MEASURED));
    }
  }

  /** Ten thousand requests wait for a broker that stands still. */
  private void memory(Results results, Measured ours) throws InterruptedException {
    try (HttpLoad load = load(ours, "/v1/events", WAITING, NativeBodies.single())) {
      // the same connections and the same work, but nobody waits for long
      load.closedLoop(CONNECTIONS, WARMUP, MEASURED);
      load.burst(WAITING).await(1, TimeUnit.MINUTES);
      double before = ours.residentMegabytes();
      double most = before;
      for (int round = 0; round < ROUNDS; round++) {
        stack.freezeBroker();
        CountDownLatch open;
        try {
          open = load.burst(WAITING);
          open.await(FROZEN_MILLIS, TimeUnit.MILLISECONDS);
          most = Math.max(most, ours.residentMegabytes());
        } finally {
          stack.thawBroker();
        }
        open.await(1, TimeUnit.MINUTES);
      }
      results.figure(
          "collector memory: %.0f MiB with %d connections, at most %.0f MiB while %d requests wait",
          before, WAITING, most, WAITING);
      results.target(
          Target.atMost("collector memory, 10,000 requests waiting/served", most / before, 1.25));
    }
  }

  private void warm(Measured side, String path) {
    try (HttpLoad load = load(side, path, CONNECTIONS, NativeBodies.single())) {
      load.closedLoop(CONNECTIONS, Duration.ZERO, COLD);
    }
  }

  private Turn turn(Measured side, String path, int connections, LongFunction<Buffer> bodies) {
    try (HttpLoad load = load(side, path, connections, bodies)) {
      load.closedLoop(connections, Duration.ZERO, WARMUP);
      Duration before = side.cpu();
      Load found = load.closedLoop(connections, Duration.ZERO, MEASURED);
      double micros = side.cpu().minus(before).toNanos() / 1e3;
      return new Turn(found, micros / found.requests());
    }
  }

  private HttpLoad load(Measured side, String path, int connections, LongFunction<Buffer> bodies) {
    return new HttpLoad(
        side.port(), path, "Bearer " + BenchStack.KEY, connections, bodies, numbers);
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
