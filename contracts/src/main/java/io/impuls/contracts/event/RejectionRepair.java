package io.impuls.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * How far the repair of a rejected event has come. The newest record of a key holds.
 *
 * @param workspace the tenant
 * @param rejectionId id of the {@link RejectedEvent}
 * @param payload the repaired event in the native protocol; null while it is as it came
 * @param by who repaired or replayed it: the token's subject
 * @param at when
 * @param eventId the event it became; null while it has not been replayed
 */
public record RejectionRepair(
    UUID workspace, UUID rejectionId, String payload, String by, Instant at, UUID eventId) {
  public RejectionRepair {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(rejectionId, "rejectionId");
    Objects.requireNonNull(at, "at");
  }

  /** Gives the record key: workspace and id, joined by {@code |}. */
  public String key() {
    return workspace + "|" + rejectionId;
  }
}
