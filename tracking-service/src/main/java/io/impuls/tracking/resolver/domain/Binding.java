package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.Identifier;
import java.time.Instant;
import java.util.UUID;

/**
 * A person showed themself on a device.
 *
 * @param occurredAt when
 * @param eventId by which event
 * @param known the strongest identifier that named them
 * @param told whether they did so by the cookie of the same browser, which told it
 */
public record Binding(Instant occurredAt, UUID eventId, Identifier known, boolean told) {

  /** Makes what an event of the device itself says. */
  public Binding(Instant occurredAt, UUID eventId, Identifier known) {
    this(occurredAt, eventId, known, false);
  }
}
