package io.impuls.bench;

import io.impuls.bench.bare.BareResolver;
import io.impuls.bench.load.CollectedEvents;
import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.stack.BenchStack;
import io.impuls.bench.stack.Measured;
import io.impuls.bench.stack.OutputWatch;
import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The resolver against a bare exactly-once topology with its hops and bytes, on the same records;
 * then the resolver against itself with a hundred times the persons.
 */
final class ResolverBench {

  private static final int EVENTS = 250_000;
  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;

  private final BenchStack stack;
  private final CollectedEvents events;

  ResolverBench(BenchStack stack) {
    this.stack = stack;
    this.events = new CollectedEvents(stack.kafka());
  }

  /** One measurement. */
  private record Found(double rate, double cpuMicrosPerEvent) {}

  void run(Results results) {
    events.drawn(EVENTS, FEW);
    Found bare = measure(stack::bareResolver, BareResolver.OUTPUT, EVENTS);
    Found few = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
    results.figure("bare topology                    %s", text(bare));
    results.figure("resolver,    10,000 persons       %s (first run, state is new)", text(few));

    events.drawn(EVENTS, FEW);
    Found fewAgain = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
    results.figure("resolver,    10,000 persons       %s", text(fewAgain));
    Found bareAgain = measure(stack::bareResolver, BareResolver.OUTPUT, EVENTS);
    results.figure("bare topology                    %s", text(bareAgain));

    events.everybodyOnce(MANY);
    Found growing = measure(stack::resolver, Topics.EVENTS.name(), MANY);
    results.figure("resolver, everybody is new        %s", text(growing));
    events.drawn(EVENTS, MANY);
    Found many = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
    results.figure("resolver, 1,000,000 persons       %s", text(many));

    results.target(
        Target.atLeast(
            "resolver/bare records a second",
            Math.min(few.rate() / bare.rate(), fewAgain.rate() / bareAgain.rate()),
            0.6));
    results.target(
        Target.atMost(
            "resolver cost per event, 1,000,000/10,000 persons",
            many.cpuMicrosPerEvent() / fewAgain.cpuMicrosPerEvent(),
            1.3));
  }

  /** The records stand ready: how long does a process take for them, once it is warm? */
  private Found measure(Supplier<Measured> start, String output, int inputs) {
    try (OutputWatch watch = new OutputWatch(stack.kafka(), output);
        Measured side = start.get()) {
      Duration[] before = {Duration.ZERO};
      OutputWatch.Seen seen = watch.await(inputs, () -> before[0] = side.cpu());
      double micros = side.cpu().minus(before[0]).toNanos() / 1e3;
      return new Found(seen.rate(), micros / seen.records());
    }
  }

  private static String text(Found found) {
    return "%,9.0f records/s  %6.1f us of processor time a record"
        .formatted(found.rate(), found.cpuMicrosPerEvent());
  }
}
