package io.impuls.bench;

import io.impuls.bench.bare.BareResolver;
import io.impuls.bench.load.CollectedEvents;
import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.stack.BenchStack;
import io.impuls.bench.stack.Measured;
import io.impuls.bench.stack.RecordSize;
import io.impuls.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

  void run(Results results) {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      events.drawn(EVENTS, FEW);
      Throughput ours = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
      results.figure("resolver,    10,000 persons       %s", ours);
      double input = RecordSize.mean(stack.kafka(), Topics.COLLECTED.name());
      int growth = (int) Math.max(0, Math.round(ours.outputBytes() - input));
      Throughput bare = measure(() -> stack.bareResolver(growth), BareResolver.OUTPUT, EVENTS);
      results.figure("bare topology                    %s", bare);
      turns.add(new Turn(ours, bare));
    }

    events.everybodyOnce(MANY);
    results.figure(
        "resolver, everybody is new        %s",
        measure(stack::resolver, Topics.EVENTS.name(), MANY));
    events.drawn(EVENTS, MANY);
    Throughput many = measure(stack::resolver, Topics.EVENTS.name(), EVENTS);
    results.figure("resolver, 1,000,000 persons       %s", many);

    results.target(
        Target.atLeast("resolver/bare records a second", Turn.median(turns, Turn::ratio), 0.6));
    results.target(
        Target.atMost(
            "resolver cost per event, 1,000,000/10,000 persons",
            many.cpuMicrosPerEvent() / Turn.median(turns, turn -> turn.ours().cpuMicrosPerEvent()),
            1.3));
  }

  private Throughput measure(Supplier<Measured> start, String output, int inputs) {
    return Throughput.measure(stack.kafka(), start, output, inputs);
  }
}
