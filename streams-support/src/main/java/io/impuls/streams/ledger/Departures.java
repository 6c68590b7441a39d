package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Follows {@code person.merged} and {@code person.split}, which come under both keys: who loses
 * sends the matches to whom they belong, and judges what stays; who gains learns that it may keep
 * them, and takes them as they arrive.
 *
 * @param <S> the service's part of the head record
 */
final class Departures<S> {

  private final PersonBooks<S> books;

  Departures(PersonBooks<S> books) {
    this.books = books;
  }

  /** Takes in what an event says about a person, if anything. */
  void told(PersonKey person, Event event) {
    Merge merge = event.resolution().merge();
    Split split = event.resolution().split();
    Cause cause = Cause.of(event);
    if (merge != null && !merge.from().equals(merge.into())) {
      if (merge.from().equals(person.person())) {
        leave(person, Move.of(merge, event.receivedAt()), cause);
      } else if (merge.into().equals(person.person())) {
        Moves moves = books.head(person).moves().regained(merge.from(), event.receivedAt());
        // a person that a user merged before they had a name may bear the better one
        boolean lives = merge.named() == null;
        books.keep(person, lives ? moves.restored(event.receivedAt()) : moves);
      }
    } else if (split != null) {
      Move move = Move.of(split, event.receivedAt());
      if (split.into().equals(person.person())) {
        gain(person, move);
      }
      if (split.from().equals(person.person())) {
        leave(person, move, cause);
        passOn(person, move, cause, 1);
      }
    }
  }

  /**
   * Takes in what another person was told, who lives on as this one.
   *
   * @return false when that went on too often
   */
  boolean passedOn(Transfer transfer) {
    PersonKey person = new PersonKey(transfer.workspace(), transfer.into());
    Move move = transfer.move();
    books.keep(person, books.head(person).moves().with(move));
    // What is there may have come by a way that was told later: from where this leads, it goes on.
    part(person, transfer.cause(), match -> sent(person, move, match));
    return passOn(person, move, transfer.cause(), transfer.hops() + 1);
  }

  private void gain(PersonKey person, Move move) {
    Moves moves = books.head(person).moves().regained(move);
    boolean restored = !move.byDevice() && person.person().equals(move.original());
    books.keep(person, restored ? moves.restored(move.toldAt()) : moves);
  }

  private void leave(PersonKey person, Move move, Cause cause) {
    Moves before = books.head(person).moves();
    Moves now = before.with(move);
    if (now.equals(before)) {
      return;
    }
    books.keep(person, now);
    books.foldBefore(person, cause);
    boolean current = now.told().contains(move);
    part(
        person,
        cause,
        match ->
            current && move.concerns(match) && move.reaches(match)
                ? sent(person, move, match)
                : now.place(match, person.person()));
  }

  private boolean passOn(PersonKey person, Move move, Cause cause, int hops) {
    Optional<UUID> alias = books.head(person).alias();
    if (alias.isEmpty()) {
      return true;
    }
    if (hops > Transfer.MOST_HOPS) {
      return false;
    }
    books.send(Transfer.passing(person, alias.get(), cause, move, hops));
    return true;
  }

  private static Moves.Place sent(PersonKey person, Move move, Match match) {
    boolean goes = move.concerns(match);
    Match placed = goes ? move.apply(match) : match;
    return new Moves.Place(
        placed, goes && !move.into().equals(person.person()) ? move.into() : null);
  }

  /** Sends every match where it belongs. */
  private void part(PersonKey person, Cause cause, Placing placing) {
    List<Entry> all = books.log(person);
    Set<UUID> following = books.following(person, all);
    List<Entry> log =
        all.stream()
            .filter(entry -> !following.contains(entry.match().eventId()))
            .filter(entry -> entry.match().part() != Match.Part.TRAIT)
            .toList();
    List<Entry> leaving = new ArrayList<>();
    Map<UUID, List<Match>> moving = new LinkedHashMap<>();
    for (Entry entry : log) {
      Moves.Place place = placing.of(entry.match());
      if (place.into() != null) {
        leaving.add(entry);
        Match going = books.travelling(entry.of(place.match()));
        moving.computeIfAbsent(place.into(), into -> new ArrayList<>()).add(going);
      } else if (!place.match().equals(entry.match())) {
        books.rename(person, entry, place.match());
      }
    }
    Optional<Move> alias = books.head(person).moves().alias();
    boolean everything = alias.isPresent() && leaving.size() == log.size();
    byte[] remains = everything && alias.get().since() == null ? books.remains(person) : null;
    if (remains != null) {
      moving.computeIfAbsent(alias.get().into(), into -> new ArrayList<>());
    }
    moving.forEach(
        (into, matches) ->
            books.send(
                Transfer.of(
                    person,
                    into,
                    cause,
                    matches,
                    alias.isPresent() && alias.get().into().equals(into) ? remains : null)));
    if (everything && (alias.get().since() == null || books.remains(person) == null)) {
      books.close(person, cause, all, alias.get().into());
    } else {
      books.remove(person, cause, leaving);
    }
  }

  /** Says where a match belongs. */
  private interface Placing {
    Moves.Place of(Match match);
  }
}
