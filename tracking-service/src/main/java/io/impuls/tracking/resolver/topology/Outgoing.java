package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.tracking.resolver.domain.Placed;

/** What a processor hands on, by where it goes. */
sealed interface Outgoing {

  /** Resolved: to the person's own partition of {@code tracking.events}. */
  record ToPerson(Event event) implements Outgoing {}

  /** To the partition of the identifier that names the actor. */
  record ToIdentifier(Placed placed) implements Outgoing {}

  /** To the partition of a weaker identifier. */
  record Linked(IdentityLink link) implements Outgoing {}

  /** Refused. */
  record Refused(RejectedEvent event) implements Outgoing {}
}
