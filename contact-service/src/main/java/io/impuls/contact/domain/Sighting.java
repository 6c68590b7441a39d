package io.impuls.contact.domain;

import java.time.Instant;

/**
 * That, when and as what a person was seen. Joining sightings gives the same in any order.
 *
 * @param firstSeen earliest event
 * @param lastSeen latest event
 * @param human whether a human (or suspect) acted under this person
 * @param machine whether a machine acted under this person
 * @param known whether an identifier names the person rather than a device
 */
public record Sighting(
    Instant firstSeen, Instant lastSeen, boolean human, boolean machine, boolean known) {

  /** Gives both as one. */
  public Sighting join(Sighting other) {
    return new Sighting(
        firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
        lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen,
        human || other.human,
        machine || other.machine,
        known || other.known);
  }
}
