package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.tracking.resolver.topology.SeenEvents.Comparison;

/** What came before: events for the dedupe time, rows of imports for ever (decision 7). */
record KnownEvents(SeenEvents seen, ImportedEvents imported) {

  /** Compares an event received at {@code timestamp} with what came before. */
  Comparison compare(Event event, DeviceKeys keys, long timestamp) {
    byte[] key = keys.seen(event.eventId());
    return event.backfill()
        ? imported.compare(key, event.payloadHash())
        : seen.compare(key, event.payloadHash(), timestamp);
  }

  /** Keeps a new event. */
  void keep(Event event, DeviceKeys keys, long timestamp) {
    byte[] key = keys.seen(event.eventId());
    if (event.backfill()) {
      imported.keep(key, event.payloadHash());
    } else {
      seen.keep(key, event.payloadHash(), timestamp);
    }
  }
}
