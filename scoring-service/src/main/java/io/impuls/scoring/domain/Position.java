package io.impuls.scoring.domain;

import io.impuls.contracts.Ids;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A place in the total order of events (semantics I2): event time, then event id as unsigned bytes.
 *
 * @param occurredAt event time
 * @param eventId id of the event
 */
public record Position(Instant occurredAt, UUID eventId) implements Comparable<Position> {
  public Position {
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(eventId, "eventId");
  }

  @Override
  public int compareTo(Position other) {
    int time = Long.compare(occurredAt.toEpochMilli(), other.occurredAt.toEpochMilli());
    return time != 0 ? time : Ids.compareUnsigned(eventId, other.eventId);
  }
}
