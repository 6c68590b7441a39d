package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.tracking.resolver.domain.identity.Consents;
import java.util.Set;

/**
 * What must not be published because somebody said no (semantics 3.25, 3.29): what pages and apps
 * tell of whom who may not be tracked does, and who opened or clicked a mail. Only that something
 * came is counted. What a backend tells (an order), what became of a message on its way, and the
 * words of consent themselves stay: nobody is watched by them.
 */
final class Withheld {

  private static final Set<String> OF_READERS =
      Set.of(EventTypes.EMAIL_OPENED, EventTypes.EMAIL_CLICKED);

  /** What we make of other events: they have the time of the last of those. */
  private static final Set<String> DERIVED =
      Set.of(EventTypes.SESSION_STARTED, EventTypes.SESSION_ENDED, EventTypes.PERSON_MERGED);

  private Withheld() {}

  /** Whether these consents forbid to publish an event. */
  static boolean by(Consents consents, Event event) {
    if (OF_READERS.contains(event.type())) {
      return consents.forbidMailTracking(event);
    }
    return event.source().kind().opensSession()
        && !event.type().equals(EventTypes.CONSENT_CHANGED)
        && consents.forbidTracking(event)
        // what the withdrawal itself brought about
        && !(DERIVED.contains(event.type())
            && event.occurredAt().equals(consents.tracking().place().occurredAt()));
  }
}
