package io.impuls.campaign.domain;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import java.util.UUID;

/**
 * Place of an event in the total order (semantics I2): of two facts about the same thing the later
 * holds, whatever order they arrive in.
 *
 * @param atMillis event time in milliseconds since 1970
 * @param eventId breaks ties, by unsigned bytes
 */
public record Stamp(long atMillis, UUID eventId) implements Comparable<Stamp> {

  /** Gives the place of an event. */
  public static Stamp of(Event event) {
    return new Stamp(event.occurredAt().toEpochMilli(), event.eventId());
  }

  @Override
  public int compareTo(Stamp other) {
    int byTime = Long.compare(atMillis, other.atMillis);
    return byTime != 0 ? byTime : Ids.compareUnsigned(eventId, other.eventId);
  }
}
