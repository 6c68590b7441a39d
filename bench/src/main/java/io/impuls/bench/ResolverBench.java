package io.impuls.bench;

import io.impuls.bench.bare.BareResolver;
import io.impuls.bench.load.CollectedEvents;
import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.stack.BenchStack;
import io.impuls.bench.stack.Measured;
import io.impuls.bench.stack.OutputWatch;
import io.impuls.bench.stack.RecordSize;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The resolver against a bare exactly-once topology with its hops and bytes, on the same records
 * and in turns, of which the median counts; then the resolver against itself with a hundred times
 * the persons.
 */
final class ResolverBench {

  private static final int EVENTS = 500_000;
  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;
  private static final int TURNS = 3;

  private final BenchStack stack;
  private final CollectedEvents events;

  ResolverBench(BenchStack stack) {
    this.stack = stack;
    this.events = new CollectedEvents(stack.kafka());
  }

  /** One measurement. */
  private record Found(double rate, double cpuMicrosPerEvent, double outputBytes) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,9.0f records/s  %6.1f us of processor time each  %5.0f bytes out",
          rate,
          cpuMicrosPerEvent,
          outputBytes);
    }
  }

  /** Both sides on the same records. */
  private record Turn(Found ours, Found bare) {

    double ratio() {
      return ours.rate() / bare.rate();
    }
  }

  void run(Results results) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      events.drawn(EVENTS, FEW);
      Found ours = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
      results.figure("resolver,    10,000 persons       %s", ours);
      double input = RecordSize.mean(stack.kafka(), Topics.COLLECTED.name());
      int growth = (int) Math.max(0, Math.round(ours.outputBytes() - input));
      Found bare = measure(() -> stack.bareResolver(growth), BareResolver.OUTPUT, EVENTS);
      results.figure("bare topology                    %s", bare);
      turns.add(new Turn(ours, bare));
    }

    events.everybodyOnce(MANY);
    results.figure(
        "resolver, everybody is new        %s",
        measure(stack::resolver, Topics.EVENTS.name(), MANY));
    events.drawn(EVENTS, MANY);
    Found many = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
    results.figure("resolver, 1,000,000 persons       %s", many);

    results.target(
        Target.atLeast("resolver/bare records a second", median(turns, Turn::ratio), 0.6));
    results.target(
        Target.atMost(
            "resolver cost per event, 1,000,000/10,000 persons",
            many.cpuMicrosPerEvent() / median(turns, turn -> turn.ours().cpuMicrosPerEvent()),
            1.3));
  }

  /** The records stand ready: how long does a process take for them, once it is warm? */
  private Found measure(Supplier<Measured> start, String output, int inputs) {
    try (OutputWatch watch = new OutputWatch(stack.kafka(), output);
        Measured side = start.get()) {
      Duration[] before = {Duration.ZERO};
      OutputWatch.Seen seen = watch.await(inputs, side, () -> before[0] = side.cpu());
      double micros = side.cpu().minus(before[0]).toNanos() / 1e3;
      return new Found(seen.inputRate(), micros / seen.inputs(), seen.meanBytes());
    }
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
