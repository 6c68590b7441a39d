package io.impuls.rules.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What left a person, by merges and splits, in the order in which it was told. Whatever arrives at
 * the person later, on a longer way, takes the same way out; so it does not matter whether a match
 * or the move that concerns it comes first.
 *
 * @param told the moves, oldest first; the newest {@link #MOST}
 * @param restoredAt when the person was told to live again, after a merge; null for never
 */
public record Moves(List<Move> told, Instant restoredAt) {

  /** Moves that are remembered: matches on their way for longer than so many stay. */
  static final int MOST = 100;

  /** Nothing left. */
  public static final Moves NONE = new Moves(List.of(), null);

  /**
   * Where a match belongs.
   *
   * @param match the match, as it is there
   * @param into the person; null when it stays
   */
  public record Place(Match match, UUID into) {}

  public Moves {
    told = List.copyOf(told);
  }

  /** Gives the person as whom this one lives on; empty while they live. */
  public Optional<Move> alias() {
    return told.stream().filter(move -> move.everything() && !move.past()).reduce((a, b) -> b);
  }

  /** Gives where a match belongs that is found with, or arrives at, {@code self}. */
  public Place place(Match match, UUID self) {
    Match placed = match;
    for (Move move : told) {
      if (move.follows(placed) && move.concerns(placed)) {
        placed = move.apply(placed);
        if (!move.into().equals(self)) {
          return new Place(placed, move.into());
        }
      }
    }
    return new Place(placed, null);
  }

  /** Takes in what left. Being told the same again changes nothing. */
  public Moves with(Move move) {
    if (told.stream().anyMatch(move::sameAs)) {
      return this;
    }
    boolean outdated = ends(move) && restoredAt != null && !move.toldAt().isAfter(restoredAt);
    List<Move> more = new ArrayList<>(told);
    more.add(outdated ? move.asPast() : move);
    more.sort(Comparator.comparing(Move::toldAt));
    return new Moves(more.subList(Math.max(0, more.size() - MOST), more.size()), restoredAt);
  }

  /** Takes in that a person who was merged into another lives on their own again. */
  public Moves restored(Instant at) {
    Instant last = restoredAt == null || at.isAfter(restoredAt) ? at : restoredAt;
    return new Moves(told, last).past(move -> ends(move) && !move.toldAt().isAfter(last));
  }

  /** Takes in that what an identifier names is this person's from a time on. */
  public Moves regained(UUID original, Instant at) {
    return past(
        move -> !move.byDevice() && original.equals(move.original()) && !move.toldAt().isAfter(at));
  }

  /** Takes in that what another lost, in the same words as that one is told it, is this one's. */
  public Moves regained(Move lost) {
    return lost.byDevice()
        ? past(move -> move.overlaps(lost) && !move.toldAt().isAfter(lost.toldAt()))
        : regained(lost.original(), lost.toldAt());
  }

  /** Takes in that a match came back and stays here: others like it do, too. */
  public Moves kept(Match match) {
    return past(move -> !move.everything() && move.concerns(match) && !move.follows(match));
  }

  /** Whether it tells that the person is another's from now on, which a split takes back. */
  private static boolean ends(Move move) {
    return move.everything() && !move.byDevice();
  }

  private Moves past(Predicate<Move> which) {
    return new Moves(
        told.stream().map(move -> which.test(move) ? move.asPast() : move).toList(), restoredAt);
  }
}
