package io.impuls.demo.report;

import java.time.Duration;
import java.util.List;

/**
 * How long it took from "accepted" to a score change that readers of committed records see.
 *
 * @param events probes sent
 * @param seen probes whose score change was seen in time
 * @param p50 half of them took at most this
 * @param p99 99 of 100 took at most this
 */
public record Latency(int events, int seen, Duration p50, Duration p99) {

  /** Works out the percentiles by nearest rank; no time at all when nothing was seen. */
  static Latency of(int events, List<Duration> took) {
    List<Duration> sorted = took.stream().sorted().toList();
    return new Latency(events, sorted.size(), rank(sorted, 50), rank(sorted, 99));
  }

  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
