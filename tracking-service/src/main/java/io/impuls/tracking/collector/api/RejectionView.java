package io.impuls.tracking.collector.api;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.RejectionRepair;
import io.impuls.tracking.collector.rejected.Rejection;
import java.time.Instant;
import java.util.UUID;

/**
 * A refused event as operators see it.
 *
 * @param id by which it is named here: its place on the topic
 * @param rejectionId id of the record on the topic
 * @param reason typed reason
 * @param field JSON pointer to the offending place; null for the whole
 * @param detail what to change
 * @param route the path it came by, or the topic it was read from
 * @param index position in the batch, from 0, or row of the import; -1 when alone
 * @param clientId the sender's id of it; null when it could not be read
 * @param source id of the source whose key it came with; null when there was none
 * @param receivedAt when
 * @param state how far its repair has come
 * @param eventId the event it became; null before
 * @param payload what was received; null in lists
 * @param envelope what the request said beside the payload and for it; null in lists, and for
 *     nothing
 * @param repaired the repaired event; null in lists, and where there is none
 * @param form how the repaired event is written; null where there is none
 */
public record RejectionView(
    String id,
    UUID rejectionId,
    RejectionReason reason,
    String field,
    String detail,
    String route,
    int index,
    String clientId,
    String source,
    Instant receivedAt,
    Rejection.State state,
    UUID eventId,
    String payload,
    String envelope,
    String repaired,
    RejectionRepair.Form form) {

  /** Gives the whole view. */
  static RejectionView of(Rejection one) {
    return of(one, true);
  }

  /** Gives the view for lists: without payloads, which may be large. */
  static RejectionView brief(Rejection one) {
    return of(one, false);
  }

  private static RejectionView of(Rejection one, boolean whole) {
    RejectedEvent event = one.event();
    return new RejectionView(
        one.place().toString(),
        event.rejectionId(),
        event.reason(),
        event.field(),
        event.detail(),
        event.route(),
        event.index(),
        event.clientId(),
        event.source(),
        event.receivedAt(),
        one.state(),
        one.repair() == null ? null : one.repair().eventId(),
        whole ? event.payload() : null,
        whole ? event.envelope() : null,
        whole && one.repaired() ? one.repair().payload() : null,
        one.repaired() ? one.form() : null);
  }
}
