package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.tracking.resolver.domain.identity.Consents;

/**
 * What was said on a device, then or before. It marks what may not be profiled: because the browser
 * says so by a signal (Global Privacy Control, DNT where its source minds it), or because somebody
 * did. Whatever the person said elsewhere is added where the person is found; the strictest holds.
 *
 * @param event the event, marked where it must be
 * @param withheld whether it may not be published at all
 */
record DeviceConsent(Event event, boolean withheld) {

  /** Judges an event, and remembers what it says. */
  static DeviceConsent of(Event event, DeviceMemory memory) {
    boolean unprofiled = event.server() != null && event.server().forbidProfiling();
    boolean withheld = false;
    if (event.identity().device().isPresent()) {
      Consents before = memory.consents();
      Consents last = before.later(Consents.in(event));
      if (!last.equals(before)) {
        memory.keep(last);
      }
      unprofiled |= last.forbidProfiling(event);
      withheld = Withheld.by(last, event);
    }
    return new DeviceConsent(unprofiled ? event.flagged(EventFlag.NO_PROFILING) : event, withheld);
  }
}
