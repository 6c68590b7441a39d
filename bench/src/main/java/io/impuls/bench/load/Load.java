package io.impuls.bench.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a load found.
 *
 * @param requests answered with 200 in the measured time
 * @param failures answered otherwise or not at all
 * @param seconds the measured time
 * @param bytes sent in the bodies of {@code requests}
 * @param delays from the intended start to the answer, in microseconds
 */
public record Load(long requests, long failures, double seconds, long bytes, Histogram delays) {

  /** Gives requests a second. */
  public double rate() {
    return requests / seconds;
  }

  /** Gives bytes of bodies a second. */
  public double byteRate() {
    return bytes / seconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,9.0f requests/s %7.1f MB/s  p50 %7.1f ms  p99 %7.1f ms  %d failed",
        rate(),
        byteRate() / 1e6,
        delays.getValueAtPercentile(50) / 1e3,
        delays.getValueAtPercentile(99) / 1e3,
        failures);
  }
}
