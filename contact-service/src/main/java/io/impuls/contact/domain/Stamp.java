package io.impuls.contact.domain;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Place of a fact in the total order of events (semantics I2): of two facts about the same thing
 * the one with the higher stamp holds, whichever arrives first.
 *
 * @param occurredAt event time, to the millisecond
 * @param eventId the event that said so
 */
public record Stamp(Instant occurredAt, UUID eventId) implements Comparable<Stamp> {

  public Stamp {
    occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Gives the stamp of what {@code event} says. */
  public static Stamp of(Event event) {
    return new Stamp(event.occurredAt(), event.eventId());
  }

  @Override
  public int compareTo(Stamp other) {
    int byTime = occurredAt.compareTo(other.occurredAt);
    return byTime != 0 ? byTime : Ids.compareUnsigned(eventId, other.eventId);
  }
}
