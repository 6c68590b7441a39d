package io.impuls.contracts.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Where somebody wants to be told of records by HTTP, as it is since its newest change. Of several
 * records with one revision the first in the log holds; a higher revision takes the place of a
 * lower one.
 *
 * @param workspace the tenant whose records are told
 * @param id id of the webhook
 * @param revision 1 for the first, one more with each change
 * @param change id of this change, so that two at a time can be told apart
 * @param name what its owner calls it
 * @param url where it is told; empty once it is deleted
 * @param kinds which topics it is told of, by their short names
 * @param state whether it is told at the moment
 * @param reason why it is not told, for a person; null when it is
 * @param since when it came into this state
 * @param group consumer group whose offsets say how far it was told; a replay begins a new one
 * @param secret what its deliveries are signed with, sealed; null once it is deleted
 * @param formerSecret what they are signed with too, so that a subscriber has time to change over,
 *     sealed; null for none
 * @param formerUntil when the former secret ends
 * @param createdAt when it was registered
 * @param changedBy who changed it last: the token's subject, or the service itself
 * @param changedAt when they did
 */
public record Webhook(
    UUID workspace,
    UUID id,
    int revision,
    UUID change,
    String name,
    String url,
    List<String> kinds,
    State state,
    String reason,
    Instant since,
    String group,
    String secret,
    String formerSecret,
    Instant formerUntil,
    Instant createdAt,
    String changedBy,
    Instant changedAt) {

  /** Whether it is told. */
  public enum State {
    /** It is told of what comes. */
    ACTIVE,
    /** A user holds it; it goes on at the same place. */
    PAUSED,
    /** It failed for too long, or its place is gone; a user may have it go on. */
    SUSPENDED,
    /** The subscriber said that it is gone for good (410); a user may have it go on. */
    DISABLED,
    /** It is no more. */
    DELETED
  }

  public Webhook {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(state, "state");
    kinds = kinds == null ? List.of() : List.copyOf(kinds);
  }

  /** Who changed it and when. */
  public record Change(UUID id, String by, Instant at) {}

  /**
   * Gives the record key: each change has its own, so that compaction keeps whichever was first.
   */
  public String key() {
    return workspace + "|" + id + "|" + revision + "|" + change;
  }

  /** Gives it in another state from now on; {@code why} may be null. */
  public Webhook in(State next, String why, Change made) {
    return next(next, why, made.at(), group, secret, formerSecret, formerUntil, made);
  }

  /** Gives it with its place kept by another group, and told. */
  public Webhook from(String otherGroup, Change made) {
    return next(State.ACTIVE, null, made.at(), otherGroup, secret, formerSecret, formerUntil, made);
  }

  /** Gives it with a new secret; the one until now holds beside it until then. */
  public Webhook signedWith(String sealed, Instant until, Change made) {
    return next(state, reason, since, group, sealed, secret, until, made);
  }

  /** Gives what is left of it when it is deleted: neither its address nor its secrets. */
  public Webhook deleted(Change made) {
    return new Webhook(
        workspace,
        id,
        revision + 1,
        made.id(),
        "",
        "",
        kinds,
        State.DELETED,
        null,
        made.at(),
        group,
        null,
        null,
        null,
        createdAt,
        made.by(),
        made.at());
  }

  private Webhook next(
      State nextState,
      String why,
      Instant from,
      String nextGroup,
      String nextSecret,
      String nextFormer,
      Instant until,
      Change made) {
    return new Webhook(
        workspace,
        id,
        revision + 1,
        made.id(),
        name,
        url,
        kinds,
        nextState,
        why,
        from,
        nextGroup,
        nextSecret,
        nextFormer,
        until,
        createdAt,
        made.by(),
        made.at());
  }

  /** Names it without its address, which may have a secret in it, and without its secrets. */
  @Override
  public String toString() {
    return "Webhook[" + id + ", revision=" + revision + ", state=" + state + "]";
  }
}
