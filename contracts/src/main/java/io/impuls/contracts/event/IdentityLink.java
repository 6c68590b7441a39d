package io.impuls.contracts.event;

import io.impuls.contracts.Identifier;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * An identifier turned out to name a person, because it came together with a stronger one; or,
 * without a stronger one, it was seen for the first time.
 *
 * @param workspace the tenant
 * @param identifier the weaker identifier
 * @param person whom the stronger one names by itself, aliases not followed
 * @param occurredAt when the event happened that carried both
 * @param stronger the stronger identifier; null when {@code identifier} came alone
 * @param eventId that event; with {@code occurredAt} its place in the order of events
 * @param receivedAt when that event was received
 * @param source id of the source it came from
 * @param consent what the event said about consent that concerns the person everywhere
 * @param alias whether the identifier was not seen itself: the event said that it was another name
 *     of the person. Null for false
 */
public record IdentityLink(
    UUID workspace,
    Identifier identifier,
    UUID person,
    Instant occurredAt,
    Identifier stronger,
    UUID eventId,
    Instant receivedAt,
    String source,
    Map<String, Boolean> consent,
    Boolean alias) {

  /** Makes the link of an identifier that was seen. */
  public IdentityLink(
      UUID workspace,
      Identifier identifier,
      UUID person,
      Instant occurredAt,
      Identifier stronger,
      UUID eventId,
      Instant receivedAt,
      String source,
      Map<String, Boolean> consent) {
    this(
        workspace,
        identifier,
        person,
        occurredAt,
        stronger,
        eventId,
        receivedAt,
        source,
        consent,
        null);
  }

  public IdentityLink {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(eventId, "eventId");
    Objects.requireNonNull(source, "source");
    receivedAt = receivedAt == null ? occurredAt : receivedAt;
    consent = consent == null ? Map.of() : Map.copyOf(consent);
  }
}
