package io.impuls.campaign.domain;

import io.impuls.contracts.delivery.Delivery.State;
import java.time.Instant;
import java.util.Objects;

/**
 * How far a send has come.
 *
 * @param state its state
 * @param reason why it failed or is unknown; null otherwise
 * @param addressHash whose mailbox it has claimed; null while none is
 * @param attempts hand-overs begun
 * @param dueAt when it is looked at next; null when it is not
 */
public record Progress(
    State state, Reason reason, String addressHash, int attempts, Instant dueAt) {
  public Progress {
    Objects.requireNonNull(state, "state");
  }
}
