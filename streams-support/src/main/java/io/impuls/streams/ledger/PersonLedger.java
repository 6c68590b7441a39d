package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Move;
import io.impuls.rules.ledger.Moves;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Counts each event of a person once, judges its matches, and hands the changes to the service.
 * What left a person by merges and splits is remembered, and what still comes for it follows.
 *
 * @param <S> the service's part of the head record
 */
final class PersonLedger<S> {

  private static final Set<String> MOVING =
      Set.of(EventTypes.PERSON_MERGED, EventTypes.PERSON_SPLIT);

  private final LedgerOwner<S> owner;
  private final PersonBooks<S> books;
  private final Departures<S> departures;

  PersonLedger(LedgerOwner<S> owner, PersonBooks<S> books) {
    this.owner = owner;
    this.books = books;
    this.departures = new Departures<>(books);
  }

  /** Whether a record moves people, by which what is old leaves their logs. */
  static boolean folds(Incoming item) {
    if (item instanceof Incoming.Happened happened) {
      return MOVING.contains(happened.event().type());
    }
    return item instanceof Incoming.Moved moved && MOVING.contains(moved.transfer().cause().type());
  }

  /** Takes an event. */
  void onEvent(Event event) {
    PersonKey person = new PersonKey(event.workspace(), event.person());
    if (MOVING.contains(event.type())) {
      departures.told(person, event);
      return;
    }
    if (!event.counts()) {
      return;
    }
    List<Match> found =
        owner.match(event).stream()
            .map(match -> match.namedBy(event.resolution().namedPerson()))
            .toList();
    List<Match> now = new ArrayList<>(found.size());
    for (Match match : found) {
      if (match.occurredAt().isAfter(event.occurredAt().truncatedTo(ChronoUnit.MILLIS))) {
        books.defer(person, match);
      } else {
        now.add(match);
      }
    }
    if (!now.isEmpty()) {
      take(person, Cause.of(event), now);
    }
  }

  /** Judges what was waited for, takes a match that was to count later, or passes on an alarm. */
  void due(LedgerTimers.Due due) {
    if (due.alarm().isPresent()) {
      books.alarmed(LedgerKeys.person(due.row()), due.alarm().get(), due.at());
      return;
    }
    Optional<Match> deferred = due.deferred();
    if (deferred.isEmpty()) {
      books.elapsed(due);
      return;
    }
    Match match = deferred.get();
    PersonKey person = LedgerKeys.person(due.row());
    Cause cause =
        new Cause(match.eventId(), match.eventType(), match.occurredAt(), match.receivedAt());
    // As what comes on a longer way: other matches of the event may have been taken already.
    onTransfer(Transfer.to(person, cause, match));
  }

  /** Takes the matches of one event: all of them belong to the same person. */
  private void take(PersonKey person, Cause cause, List<Match> found) {
    Moves moves = books.head(person).moves();
    UUID into = moves.place(found.get(0), person.person()).into();
    List<Match> placed =
        found.stream().map(match -> moves.place(match, person.person()).match()).toList();
    byte[] key = LedgerKeys.person(person);
    if (into != null) {
      books.send(Transfer.of(person, into, cause, placed, null));
    } else if (books.seen().isNew(key, placed.get(0))) {
      books.seen().remember(key, placed.get(0));
      books.add(person, cause, placed, Optional.empty());
    }
  }

  /**
   * Takes matches that belong to a person here, or sends them on after that person.
   *
   * @return why they cannot be taken; empty when they were
   */
  Optional<Incoming.Unusable> onTransfer(Transfer transfer) {
    if (transfer.move() != null) {
      return departures.passedOn(transfer) ? Optional.empty() : Optional.of(tooFar(transfer));
    }
    PersonKey person = new PersonKey(transfer.workspace(), transfer.into());
    Moves moves = books.head(person).moves();
    List<Match> staying = new ArrayList<>();
    Map<UUID, List<Match>> onward = new LinkedHashMap<>();
    for (Match match : transfer.matches()) {
      Moves.Place place = moves.place(match, person.person());
      if (place.into() == null) {
        staying.add(place.match());
      } else {
        onward.computeIfAbsent(place.into(), into -> new ArrayList<>()).add(place.match());
      }
    }
    UUID heir = transfer.remains() == null ? null : heir(moves);
    if (heir != null) {
      onward.computeIfAbsent(heir, into -> new ArrayList<>());
    }
    if (!onward.isEmpty() && transfer.hops() >= Transfer.MOST_HOPS) {
      return Optional.of(tooFar(transfer));
    }
    onward.forEach(
        (into, matches) ->
            books.send(
                transfer.onward(into, matches, into.equals(heir) ? transfer.remains() : null)));
    stay(person, transfer, staying, heir == null ? transfer.remains() : null);
    return Optional.empty();
  }

  private void stay(PersonKey person, Transfer transfer, List<Match> staying, byte[] remains) {
    if (staying.isEmpty() && remains == null) {
      return;
    }
    Moves moves = books.head(person).moves();
    for (Match match : staying) {
      moves = moves.kept(match);
    }
    books.keep(person, moves);
    if (MOVING.contains(transfer.cause().type())) {
      books.foldBefore(person, transfer.cause());
    }
    books.add(
        person, transfer.cause(), books.missing(person, staying), Optional.ofNullable(remains));
  }

  /** Gives who continues what a person was; null while they do themself. */
  private static UUID heir(Moves moves) {
    return moves.alias().filter(alias -> alias.since() == null).map(Move::into).orElse(null);
  }

  private static Incoming.Unusable tooFar(Transfer transfer) {
    return new Incoming.Unusable(
        RejectionReason.TOO_MANY_HOPS,
        "the person became another more than " + Transfer.MOST_HOPS + " times",
        Transfer.serde().serialize(null, transfer));
  }
}
