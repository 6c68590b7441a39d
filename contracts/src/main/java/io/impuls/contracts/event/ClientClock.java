package io.impuls.contracts.event;

import java.time.Instant;

/**
 * The sender's own times, as sent.
 *
 * @param timestamp when it says that it happened; null when it did not say
 * @param sentAt when it says that it sent the event; null when it did not say
 */
public record ClientClock(Instant timestamp, Instant sentAt) {}
