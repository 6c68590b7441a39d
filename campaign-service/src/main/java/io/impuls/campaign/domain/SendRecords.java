package io.impuls.campaign.domain;

import io.impuls.contracts.delivery.Delivery.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Port: reading the ledger, and an operator's word on what became of a send. */
public interface SendRecords {

  /**
   * Gives the newest sends of a campaign.
   *
   * @param state only those; null for all
   * @param limit at most so many
   * @param after go on after this place; null for the start
   */
  List<Kept> page(UUID workspace, String campaign, State state, int limit, Place after);

  /** Counts the sends of a campaign. */
  Summary summary(UUID workspace, String campaign);

  /** Gives one send. */
  Optional<Kept> find(UUID workspace, UUID sendId);

  /** Makes an unknown send sent or failed; nothing when it is not unknown. */
  Optional<Kept> resolve(UUID workspace, UUID sendId, boolean sent, String why);

  /**
   * A send and when it was first decided and last changed.
   *
   * @param send the send
   * @param createdAt when first decided
   * @param updatedAt when last changed
   */
  record Kept(Send send, Instant createdAt, Instant updatedAt) {
    /** Gives its place in the list. */
    public Place place() {
      return new Place(createdAt, send.id());
    }
  }

  /** A place in the list of sends, newest first. */
  record Place(Instant createdAt, UUID sendId) {}

  /**
   * How many sends there are.
   *
   * @param byState of each state
   * @param byReason of each sort of reason, for those that have one
   */
  record Summary(Map<State, Long> byState, Map<Reason.Kind, Long> byReason) {
    public Summary {
      byState = Map.copyOf(byState);
      byReason = Map.copyOf(byReason);
    }
  }
}
