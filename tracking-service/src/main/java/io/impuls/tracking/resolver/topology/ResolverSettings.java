package io.impuls.tracking.resolver.topology;

import java.time.Duration;
import java.util.Objects;

/**
 * What operators set of the resolver.
 *
 * @param dedupe how long an event id is remembered; the longest lateness horizon
 * @param eventsPerMinute events of a device within a minute of event time that count; what is more
 *     is flagged as a flood
 */
public record ResolverSettings(Duration dedupe, int eventsPerMinute) {

  public ResolverSettings {
    Objects.requireNonNull(dedupe, "dedupe");
    if (eventsPerMinute < 1) {
      throw new IllegalArgumentException("eventsPerMinute must be 1 or more");
    }
  }
}
