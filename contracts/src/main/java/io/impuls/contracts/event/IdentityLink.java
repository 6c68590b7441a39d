package io.impuls.contracts.event;

import io.impuls.contracts.Identifier;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An identifier turned out to name a person, because it came together with a stronger one.
 *
 * @param workspace the tenant
 * @param identifier the weaker identifier
 * @param person whom the stronger one names
 * @param occurredAt when the event happened that carried both
 */
public record IdentityLink(UUID workspace, Identifier identifier, UUID person, Instant occurredAt) {

  public IdentityLink {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(person, "person");
  }
}
