package io.impuls.contact.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contact.domain.Contact;
import io.impuls.contracts.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A contact as callers see it.
 *
 * @param person the person whose card this is
 * @param mergedInto the same person, when another id was asked for that was merged into it
 * @param note says so in words
 * @param aliases ids that were merged into this person
 * @param known whether an identifier names the person rather than a device
 * @param machine whether only machines acted under this person
 * @param firstSeen earliest event
 * @param lastSeen latest event
 * @param identifiers every name, known ones first
 * @param attributes traits by name
 * @param consent by purpose
 * @param scores one for each plan
 * @param tags strongest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactCard(
    UUID person,
    UUID mergedInto,
    String note,
    List<UUID> aliases,
    boolean known,
    boolean machine,
    Instant firstSeen,
    Instant lastSeen,
    List<Identifier> identifiers,
    Map<String, Object> attributes,
    Map<String, Contact.Consent> consent,
    List<Contact.Score> scores,
    List<Contact.Tag> tags) {

  static ContactCard of(Contact contact) {
    return asked(contact, contact.person());
  }

  static ContactCard asked(Contact contact, UUID asked) {
    boolean merged = !contact.person().equals(asked);
    return new ContactCard(
        contact.person(),
        merged ? contact.person() : null,
        merged ? "The person asked for was merged into this one" : null,
        contact.aliases(),
        contact.known(),
        contact.machine(),
        contact.firstSeen(),
        contact.lastSeen(),
        contact.identifiers(),
        contact.attributes(),
        contact.consents(),
        contact.scores(),
        contact.tags());
  }
}
