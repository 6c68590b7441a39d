package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.resolver.topology.SeenEvents.Comparison;
import java.util.Optional;

/** What came before: events for the dedupe time, rows of imports for ever (decision 7). */
record KnownEvents(SeenEvents seen, ImportedEvents imported) {

  /**
   * Compares an event received at {@code timestamp} with what came before.
   *
   * @param row what was found of the row by itself; empty for all but imports
   */
  Comparison compare(Event event, DeviceKeys keys, long timestamp, Optional<Comparison> row) {
    byte[] key = keys.seen(event.eventId());
    if (!event.backfill()) {
      return seen.compare(key, event.payloadHash(), timestamp);
    }
    return row.filter(found -> found != Comparison.NEW)
        .orElseGet(() -> imported.compare(key, event.payloadHash()));
  }

  /** Keeps a new event; a row that was compared by itself is kept there. */
  void keep(Event event, DeviceKeys keys, long timestamp, Optional<Comparison> row) {
    byte[] key = keys.seen(event.eventId());
    if (!event.backfill()) {
      seen.keep(key, event.payloadHash(), timestamp);
    } else if (row.isEmpty()) {
      imported.keep(key, event.payloadHash());
    }
  }
}
