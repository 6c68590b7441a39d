package io.impuls.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something received that could not become an event, kept whole so that it can be repaired.
 *
 * @param workspace the tenant of the key; null when the key is unknown
 * @param rejectionId id of this record
 * @param reason typed reason
 * @param field JSON pointer to the offending place, such as {@code /order/value}; null for the
 *     whole
 * @param detail what to change, for a person
 * @param route the path it came by, or the topic it was read from
 * @param index position in the batch, from 0; -1 when not in one
 * @param clientId the sender's id of it, if it could be read
 * @param receivedAt when
 * @param payload what was received, as text; cut at 256 KB
 * @param source id of the source whose key it came with; null when there was none
 * @param visitorId value of the first-party cookie that came with it; null without one
 * @param server what the collector saw of the request; null where nothing may be kept of it, or it
 *     came by no request
 * @param envelope what the request said beside the payload and for it, as the route's protocol
 *     writes it; null for nothing, and for more than 32 KB
 */
public record RejectedEvent(
    UUID workspace,
    UUID rejectionId,
    RejectionReason reason,
    String field,
    String detail,
    String route,
    int index,
    String clientId,
    Instant receivedAt,
    String payload,
    String source,
    String visitorId,
    ServerFacts server,
    String envelope) {

  /** Makes a record that keeps nothing of the request around the payload. */
  public RejectedEvent(
      UUID workspace,
      UUID rejectionId,
      RejectionReason reason,
      String field,
      String detail,
      String route,
      int index,
      String clientId,
      Instant receivedAt,
      String payload,
      String source,
      String visitorId) {
    this(
        workspace,
        rejectionId,
        reason,
        field,
        detail,
        route,
        index,
        clientId,
        receivedAt,
        payload,
        source,
        visitorId,
        null,
        null);
  }

  /** Makes a record of what came by no source's key, such as a record of a topic. */
  public RejectedEvent(
      UUID workspace,
      UUID rejectionId,
      RejectionReason reason,
      String field,
      String detail,
      String route,
      int index,
      String clientId,
      Instant receivedAt,
      String payload) {
    this(
        workspace,
        rejectionId,
        reason,
        field,
        detail,
        route,
        index,
        clientId,
        receivedAt,
        payload,
        null,
        null);
  }

  /** Gives the record key of what is known of its repair: workspace and id, joined by {@code |}. */
  public String repairKey() {
    return workspace + "|" + rejectionId;
  }
}
