package io.impuls.tracking.collector.domain;

import java.time.Duration;

/** Port: what operators count at the edge. */
public interface CollectorMetrics {

  /** A request was answered with {@code status} after {@code took}. */
  void answered(int status, Duration took);

  /** A request was refused because its client or key has sent too much. */
  void limited(RateLimits.By by);

  /** Events of a stored request. */
  void stored(int accepted, int rejected);

  /** Events that may be lost: they were not stored, and their sender was answered all the same. */
  void lost(int events);
}
