package io.impuls.bench;

import io.impuls.bench.load.SteadyDevices;
import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.stack.BenchStack;
import io.impuls.bench.stack.DelayWatch;
import io.impuls.bench.stack.Measured;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How long events of many devices take through the resolver, with and without one device among them
 * that sends a hundred times as often as each of the others. Both in turns; an open loop, from the
 * intended moment of each event until it can be read as committed.
 */
final class FloodBench {

  private static final int TURNS = 3;
  private static final Duration WARMUP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final double PERCENTILE = 95;

  private final BenchStack stack;

  FloodBench(BenchStack stack) {
    this.stack = stack;
  }

  void run(Results results) {
    Histogram calm = DelayWatch.histogram();
    Histogram flooded = DelayWatch.histogram();
    try (Measured side = stack.resolver();
        SteadyDevices devices = new SteadyDevices(stack.kafka());
        DelayWatch watch = new DelayWatch(stack.kafka(), SteadyDevices.FLOODER)) {
      watch.during(side, () -> devices.send(WARMUP, true));
      for (int i = 0; i < TURNS; i++) {
        calm.add(watch.during(side, () -> devices.send(MEASURED, false)));
        flooded.add(watch.during(side, () -> devices.send(MEASURED, true)));
      }
      results.figure("others, nobody floods             %s", text(calm));
      results.figure("others, one device floods         %s", text(flooded));
      results.figure(
          "of the flooding device            %,d events, %,d of them flagged",
          watch.flooding(), watch.flagged());
    }
    results.target(
        Target.atMost(
            "p95 of the others' delay, one device floods/nobody does",
            (double) flooded.getValueAtPercentile(PERCENTILE)
                / calm.getValueAtPercentile(PERCENTILE),
            2.0));
  }

  private static String text(Histogram delays) {
    return "%,9d events  p50 %5d ms  p95 %5d ms  p99 %5d ms"
        .formatted(
            delays.getTotalCount(),
            delays.getValueAtPercentile(50),
            delays.getValueAtPercentile(PERCENTILE),
            delays.getValueAtPercentile(99));
  }
}
