package io.impuls.campaign.api;

import io.impuls.campaign.domain.Send;
import io.impuls.campaign.domain.SendRecords.Kept;
import io.impuls.contracts.delivery.Delivery.State;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A send as it is read; never with an address.
 *
 * @param sendId its id
 * @param person whose it is
 * @param campaign id of the campaign
 * @param state how far it came
 * @param reason why it failed or is unknown
 * @param triggerId id of the change that triggered it
 * @param triggeredAt when that happened
 * @param usefulUntil last instant at which it may leave
 * @param attempts hand-overs begun
 * @param createdAt when first decided
 * @param updatedAt when last changed
 */
public record SendBody(
    UUID sendId,
    UUID person,
    String campaign,
    State state,
    String reason,
    String triggerId,
    Instant triggeredAt,
    Instant usefulUntil,
    int attempts,
    Instant createdAt,
    Instant updatedAt) {

  static SendBody of(Kept kept) {
    Send send = kept.send();
    return new SendBody(
        send.id(),
        send.person(),
        send.campaign(),
        send.state(),
        Objects.toString(send.progress().reason(), null),
        send.occasion().triggerId(),
        send.occasion().occurredAt(),
        send.usefulUntil(),
        send.progress().attempts(),
        kept.createdAt(),
        kept.updatedAt());
  }
}
