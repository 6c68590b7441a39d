package io.impuls.scoring.domain;

import io.impuls.rules.time.LocalInterval;
import java.time.Instant;
import java.util.Set;

/**
 * Hours in which matches give nothing (semantics 3.5).
 *
 * @param interval when, each day
 * @param events event types that it withholds; empty for all
 */
public record QuietInterval(LocalInterval interval, Set<String> events) {
  public QuietInterval {
    events = Set.copyOf(events);
  }

  /** Whether an event of this type at this time gives nothing. */
  public boolean withholds(String eventType, Instant at) {
    return (events.isEmpty() || events.contains(eventType)) && interval.contains(at);
  }
}
