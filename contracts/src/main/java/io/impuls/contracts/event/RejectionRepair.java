package io.impuls.contracts.event;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * How far the repair of a rejected event has come. The newest record of a key holds.
 *
 * @param workspace the tenant
 * @param rejectionId id of the {@link RejectedEvent}
 * @param payload the repaired event; null while it is as it came
 * @param by who repaired or replayed it: the token's subject
 * @param at when
 * @param eventId the event it became; null while it has not been replayed
 * @param form how the repaired event is written
 */
public record RejectionRepair(
    UUID workspace,
    UUID rejectionId,
    String payload,
    String by,
    Instant at,
    UUID eventId,
    Form form) {

  /** How a repaired event is written. */
  public enum Form {
    /** As an event of the native protocol, whatever it came by. */
    NATIVE,
    /** As the sender wrote it: in the protocol of the route it came by. */
    SENT
  }

  /** Tells of a repair in the native protocol. */
  public RejectionRepair(
      UUID workspace, UUID rejectionId, String payload, String by, Instant at, UUID eventId) {
    this(workspace, rejectionId, payload, by, at, eventId, Form.NATIVE);
  }

  public RejectionRepair {
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(rejectionId, "rejectionId");
    Objects.requireNonNull(at, "at");
    form = form == null ? Form.NATIVE : form;
  }

  /** Gives the record key: workspace and id, joined by {@code |}. */
  public String key() {
    return workspace + "|" + rejectionId;
  }
}
