package io.impuls.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Both sides on the same records.
 *
 * @param ours what is measured
 * @param bare its reference
 */
record Turn(Throughput ours, Throughput bare) {

  double ratio() {
    return ours.rate() / bare.rate();
  }

  static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
    double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
