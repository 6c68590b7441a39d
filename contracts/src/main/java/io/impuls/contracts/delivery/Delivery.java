package io.impuls.contracts.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * How far the one send of a campaign to a person has come (decision 20). Never carries the address.
 *
 * @param workspace the tenant
 * @param person the recipient
 * @param campaign id of the campaign
 * @param sendId id of the send: the same for every record about it
 * @param channel {@code EMAIL}
 * @param state how far it came
 * @param reason why it was skipped or failed; null otherwise
 * @param triggerId id of the change that triggered it: {@code <person>/<epoch>/<version>}
 * @param triggeredAt event time of the trigger
 * @param at when this state was reached
 */
public record Delivery(
    UUID workspace,
    UUID person,
    String campaign,
    UUID sendId,
    String channel,
    State state,
    String reason,
    String triggerId,
    Instant triggeredAt,
    Instant at) {

  /** States of a send, in the order in which they can follow. */
  public enum State {
    /** Decided, but the person has no address (or no consent) yet. */
    WAITING,
    /** The send's id is taken; nothing has left yet. */
    RESERVED,
    /** Written just before the provider is called. */
    HANDING_OFF,
    /** The provider accepted it. */
    SENT,
    /** The provider refused it, or its useful time ran out. */
    FAILED,
    /** A crash between hand-off and answer: never sent again by itself. */
    UNKNOWN
  }

  public Delivery {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(state, "state");
  }
}
