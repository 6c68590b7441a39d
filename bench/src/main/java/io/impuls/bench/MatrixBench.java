package io.impuls.bench;

import io.impuls.bench.result.Results;
import io.impuls.bench.result.Target;
import io.impuls.bench.scorer.MatrixBenchmark;
import java.util.Map;

/** The matching of events against a segmentation matrix alone, without Kafka: by JMH. */
final class MatrixBench {

  private static final int FEW = 10;
  private static final int MANY = 10_000;

  void run(Results results) throws org.openjdk.jmh.runner.RunnerException {
    Map<Integer, Double> micros =
        ScorerBench.measure(results, MatrixBenchmark.class, "rows", "matrix");
    results.target(
        Target.atMost(
            "matrix cost per event, 10,000/10 rows", micros.get(MANY) / micros.get(FEW), 1.5));
  }
}
