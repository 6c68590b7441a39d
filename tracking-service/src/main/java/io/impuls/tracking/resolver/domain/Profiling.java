package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.tracking.resolver.domain.identity.Place;
import io.impuls.tracking.resolver.domain.identity.Said;

/**
 * Marks what may not be profiled: because the browser says so by a signal (Global Privacy Control,
 * DNT where its source minds it), or because somebody said so on the device, then or before.
 * Whatever the person said elsewhere is added where the person is found; the strictest holds.
 */
final class Profiling {

  private Profiling() {}

  /** Gives the event, marked where it must be, and remembers what it says. */
  static Event judged(Event event, DeviceMemory memory) {
    boolean forbidden = event.server() != null && event.server().forbidProfiling();
    if (event.identity().device().isPresent()) {
      Said before = memory.said().orElse(null);
      Said last = Said.later(before, Said.in(event));
      if (last != null && !last.equals(before)) {
        memory.keep(last);
      }
      forbidden |= Said.forbids(last, new Place(event.occurredAt(), event.eventId()));
    }
    return forbidden ? event.flagged(EventFlag.NO_PROFILING) : event;
  }
}
