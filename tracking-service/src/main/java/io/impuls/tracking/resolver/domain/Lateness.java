package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Timeliness;
import java.time.Duration;
import java.time.Instant;

/** How late something arrived (semantics 3.1). */
public final class Lateness {

  /** Up to this, an event is on time. */
  public static final Duration ON_TIME = Duration.ofMinutes(15);

  private Lateness() {}

  /** Gives the class of an event: on time, late, or beyond the horizon. */
  public static Timeliness of(Instant occurredAt, Instant receivedAt, Duration horizon) {
    Duration late = Duration.between(occurredAt, receivedAt);
    if (late.compareTo(ON_TIME) <= 0) {
      return Timeliness.ON_TIME;
    }
    return late.compareTo(horizon) <= 0 ? Timeliness.LATE : Timeliness.HISTORICAL;
  }
}
