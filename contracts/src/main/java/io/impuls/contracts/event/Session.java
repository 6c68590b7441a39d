package io.impuls.contracts.event;

import java.time.Instant;

/**
 * Facts of a visit (decision 9). Consumers keep the highest revision per session id.
 *
 * @param revision 1 for the first publication, one more for each correction by late events
 * @param retracted whether the visit turned out to be part of another
 * @param startedAt first event
 * @param endedAt last event; the end is due 30 minutes later
 * @param dueAt when the session counts as ended; null on {@code session.started}
 * @param events events in it
 * @param pages distinct page paths in it
 */
public record Session(
    int revision,
    boolean retracted,
    Instant startedAt,
    Instant endedAt,
    Instant dueAt,
    int events,
    int pages) {}
