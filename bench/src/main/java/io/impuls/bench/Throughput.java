package io.impuls.bench;

import io.impuls.bench.stack.Measured;
import io.impuls.bench.stack.OutputWatch;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How fast a process works off records that stand ready, once it is warm.
 *
 * @param rate records a second
 * @param cpuMicrosPerEvent processor time for each, in microseconds
 * @param outputBytes mean bytes of a record that comes out
 */
record Throughput(double rate, double cpuMicrosPerEvent, double outputBytes) {

  /**
   * Measures it.
   *
   * @param kafka the broker
   * @param start starts the process
   * @param output topic whose records are counted
   * @param inputs records that stand ready, each of which leads to one of these
   */
  static Throughput measure(String kafka, Supplier<Measured> start, String output, int inputs) {
    try (OutputWatch watch = new OutputWatch(kafka, output);
        Measured side = start.get()) {
      return measure(watch, side, inputs);
    }
  }

  /** Measures a process that was started. */
  static Throughput measure(OutputWatch watch, Measured side, int inputs) {
    Duration[] before = {Duration.ZERO};
    OutputWatch.Seen seen = watch.await(inputs, side, () -> before[0] = side.cpu());
    double micros = side.cpu().minus(before[0]).toNanos() / 1e3;
    return new Throughput(seen.inputRate(), micros / seen.inputs(), seen.meanBytes());
  }

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
