package io.impuls.tracking.resolver.domain.identity;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Tells the partition of an identifier whom it names from now on.
 *
 * @param workspace the tenant
 * @param identifier the identifier
 * @param person whom it names now
 * @param left whether the person that it named lives on without it
 * @param represented whether others were known by its name
 * @param contested whether two known people claim it
 * @param occurredAt when that happened which caused it
 * @param receivedAt when that was received
 * @param source id of the source that said it
 * @param consents what the person said
 * @param told a late login took something from another, whom its split names: nothing is renamed,
 *     the split is the person's who bears the identifier; null otherwise
 */
public record Renaming(
    UUID workspace,
    Identifier identifier,
    UUID person,
    boolean left,
    boolean represented,
    boolean contested,
    Instant occurredAt,
    Instant receivedAt,
    String source,
    Consents consents,
    Event told) {

  /** Passes a split on to whom something goes. */
  public static Renaming told(Event split, Identifier known) {
    return new Renaming(
        split.workspace(),
        known,
        Ids.person(split.workspace(), known),
        false,
        false,
        false,
        split.occurredAt(),
        split.receivedAt(),
        split.source().id(),
        Consents.NONE,
        split);
  }

  public Renaming {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(identifier, "identifier");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(source, "source");
    consents = consents == null ? Consents.NONE : consents;
  }
}
