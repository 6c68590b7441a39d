package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.tracking.resolver.domain.Placed;
import io.impuls.tracking.resolver.domain.identity.Renaming;

/** What a processor hands on, by where it goes. */
sealed interface Outgoing {

  /** Resolved: to the person's own partition of {@code tracking.events}. */
  record ToPerson(Event event) implements Outgoing {}

  /** To the partition of the identifier that names the actor. */
  record ToIdentifier(Placed placed) implements Outgoing {}

  /** To the graph of the workspace: identifiers came together. */
  record Linked(IdentityLink link) implements Outgoing {}

  /** To the graph of the workspace: a user decided who is who. */
  record Decided(ContactChange change) implements Outgoing {}

  /** To the partition of an identifier: whom it names from now on. */
  record Renamed(Renaming renaming) implements Outgoing {}

  /** Refused. */
  record Refused(RejectedEvent event) implements Outgoing {}
}
