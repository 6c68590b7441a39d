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
 */
public record Binding(Instant occurredAt, UUID eventId, Identifier known) {}
