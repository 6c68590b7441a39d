package io.impuls.contracts.contact;

import io.impuls.contracts.event.Merge;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Something about a contact changed in the contact service, mostly because a user decided it. Only
 * the resolver acts on {@link Kind#MERGED} and {@link Kind#SPLIT}; it answers with {@code
 * person.merged} or {@code person.split} on {@code tracking.events}, which everybody else follows.
 *
 * @param workspace the tenant
 * @param person the contact; of a merge or split the person that ceases or comes back
 * @param changeId id of the change; the same change sent again has the same
 * @param kind what changed
 * @param occurredAt since when it holds
 * @param user who decided it; null where it was no user
 * @param reason why, in the user's words; null where none was given
 * @param attributes attributes as they are now, null for those removed; of {@link Kind#ATTRIBUTES}
 * @param consent purpose (such as {@code profiling}) to whether it is given now; of {@link
 *     Kind#CONSENT}
 * @param merge who becomes whom, or the merge that is undone; of {@link Kind#MERGED} and {@link
 *     Kind#SPLIT}
 */
public record ContactChange(
    UUID workspace,
    UUID person,
    UUID changeId,
    Kind kind,
    Instant occurredAt,
    String user,
    String reason,
    Map<String, Object> attributes,
    Map<String, Boolean> consent,
    Merge merge) {

  /** What can change. */
  public enum Kind {
    /** Attributes of the contact. */
    ATTRIBUTES,
    /** What the contact allows. */
    CONSENT,
    /** A user found that two contacts are one person. */
    MERGED,
    /** A user found that a contact is two persons after all. */
    SPLIT,
    /** The contact is to be forgotten. */
    ERASED
  }

  public ContactChange {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(changeId, "changeId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(occurredAt, "occurredAt");
    attributes = attributes == null ? Map.of() : attributes;
    consent = consent == null ? Map.of() : consent;
    if ((kind == Kind.MERGED || kind == Kind.SPLIT) && merge == null) {
      throw new IllegalArgumentException("a merge or split names two persons");
    }
  }
}
