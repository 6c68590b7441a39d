package io.impuls.contact.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Where cards are read; a workspace never sees another's. */
public interface Contacts {

  /** Gives the card of a person, or of the survivor when it was merged away. */
  CompletionStage<Optional<Contact>> find(UUID workspace, UUID person);

  /** Gives the ids under which the timeline of a person lies: the survivor first, then aliases. */
  CompletionStage<List<UUID>> identities(UUID workspace, UUID person);

  /** Gives one page of contacts. */
  CompletionStage<Page> page(ContactQuery query);

  /**
   * A page of contacts.
   *
   * @param contacts in the order asked for; tags are cut to the strongest few
   * @param next place of the last one; null when nothing follows
   */
  record Page(List<Contact> contacts, ContactQuery.Place next) {
    public Page {
      contacts = List.copyOf(contacts);
    }
  }
}
