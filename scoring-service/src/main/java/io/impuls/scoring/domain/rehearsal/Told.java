package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person was told about who is who.
 *
 * @param event the event that told it
 * @param at when that was received which caused it
 * @param merge who became whom; null for a split
 * @param split what went from whom to whom; null for a merge
 * @param passed whether it was told to another, who lives on as this person
 */
public record Told(UUID event, Instant at, Merge merge, Split split, boolean passed) {

  /** Gives what an event tells; empty when it tells nothing about who is who. */
  public static Optional<Told> by(Event event) {
    Merge merge = event.resolution() == null ? null : event.resolution().merge();
    Split split = event.resolution() == null ? null : event.resolution().split();
    return merge == null && split == null
        ? Optional.empty()
        : Optional.of(new Told(event.eventId(), event.receivedAt(), merge, split, false));
  }

  /** Whether a split takes something from a person: whoever they live on as must know. */
  boolean takesFrom(UUID person) {
    return split != null && !passed && split.from().equals(person);
  }

  /** Gives the same, for whoever the person lives on as. */
  Told passedOn() {
    return new Told(event, at, merge, split, true);
  }

  /**
   * Gives what left a person, as the ledger of the service keeps it.
   *
   * @param all what the person was told, oldest first
   */
  static Moves moves(UUID person, List<Told> all) {
    Moves moves = Moves.NONE;
    for (Told one : all) {
      moves = one.split == null ? one.merged(person, moves) : one.parted(person, moves);
    }
    return moves;
  }

  private Moves merged(UUID person, Moves before) {
    if (merge.from().equals(merge.into())) {
      return before;
    }
    if (merge.from().equals(person)) {
      return before.with(Move.of(merge, at));
    }
    if (!merge.into().equals(person)) {
      return before;
    }
    Moves moves = before.regained(merge.from(), at);
    return merge.named() == null ? moves.restored(at) : moves;
  }

  private Moves parted(UUID person, Moves before) {
    Move move = Move.of(split, at);
    Moves moves = before;
    if (!passed && split.into().equals(person)) {
      moves = moves.regained(move);
      moves = !move.byDevice() && person.equals(move.original()) ? moves.restored(at) : moves;
    }
    return passed || split.from().equals(person) ? moves.with(move) : moves;
  }
}
