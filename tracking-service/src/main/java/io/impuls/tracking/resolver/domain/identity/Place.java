package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.Ids;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A place in the total order of events (semantics I2).
 *
 * @param occurredAt when the event happened
 * @param eventId tells events of the same millisecond apart
 */
public record Place(Instant occurredAt, UUID eventId) implements Comparable<Place> {

  public Place {
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(eventId, "eventId");
  }

  @Override
  public int compareTo(Place other) {
    int byTime = Long.compare(occurredAt.toEpochMilli(), other.occurredAt.toEpochMilli());
    return byTime != 0 ? byTime : Ids.compareUnsigned(eventId, other.eventId);
  }

  /** Whether it comes before {@code other}. */
  public boolean isBefore(Place other) {
    return compareTo(other) < 0;
  }
}
