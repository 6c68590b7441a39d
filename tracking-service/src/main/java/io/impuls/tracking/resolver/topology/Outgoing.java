package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.message.MailWithdrawal;
import io.impuls.tracking.resolver.domain.DeviceLogin;
import io.impuls.tracking.resolver.domain.Placed;
import io.impuls.tracking.resolver.domain.identity.Renaming;
import io.impuls.tracking.resolver.domain.identity.Said;
import java.util.UUID;

/** What a processor hands on, by where it goes. */
sealed interface Outgoing {

  /** Resolved: to the person's own partition of {@code tracking.events}. */
  record ToPerson(Event event) implements Outgoing {}

  /** To the partition of the identifier that names the actor. */
  record ToIdentifier(Placed placed) implements Outgoing {}

  /** To the partition of an id that a client made up: who showed themself on its browser. */
  record ToClient(DeviceLogin login) implements Outgoing {}

  /** To the graph of the workspace: identifiers came together. */
  record Linked(IdentityLink link) implements Outgoing {}

  /** To the graph of the workspace: a user decided who is who. */
  record Decided(ContactChange change) implements Outgoing {}

  /** To the partition of an identifier: whom it names from now on. */
  record Renamed(Renaming renaming) implements Outgoing {}

  /** To the collectors: whether links of mails may tell what a person does. */
  record OfMails(UUID workspace, UUID person, Said said) implements Outgoing {

    /** Gives the record; null, and so a tombstone, where they may. */
    MailWithdrawal withdrawal() {
      return said.given() ? null : new MailWithdrawal(workspace, person, said.place().occurredAt());
    }
  }

  /** Refused. */
  record Refused(RejectedEvent event) implements Outgoing {}
}
