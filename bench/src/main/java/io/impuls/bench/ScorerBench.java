package io.impuls.bench;

import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.scorer.ScorerBenchmark;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The matching of events alone, without Kafka: JMH in a process of its own. */
final class ScorerBench {

  private static final String GARBAGE = "gc.alloc.rate.norm";

  void run(Results results) throws RunnerException {
    Map<Integer, Double> micros = measure(results, ScorerBenchmark.class, "rules", "scorer");
    results.target(Target.atMost("scorer microseconds an event, 100 rules", micros.get(100), 3));
    results.target(
        Target.atMost(
            "scorer cost per event, 10,000/10 rules", micros.get(10_000) / micros.get(10), 1.5));
  }

  /** Gives microseconds an event by the number of what is matched, and tells the figures. */
  static Map<Integer, Double> measure(
      Results results, Class<?> benchmark, String parameter, String name) throws RunnerException {
    Map<Integer, Double> micros = new TreeMap<>();
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(benchmark.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run()) {
      int rules = Integer.parseInt(result.getParams().getParam(parameter));
      double each = result.getPrimaryResult().getScore();
      micros.put(rules, each);
      results.figure(
          "%s, %,6d %s    %6.2f us an event, %,6.0f bytes of garbage",
          name, rules, parameter, each, result.getSecondaryResults().get(GARBAGE).getScore());
    }
    return micros;
  }
}
