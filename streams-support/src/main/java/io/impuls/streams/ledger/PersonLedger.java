package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts each event of a person once, judges its matches, and hands the changes to the service. On
 * {@code person.merged} it sends the old person's matches to the new one and keeps an alias;
 * records that still come for the old one follow.
 *
 * @param <S> the service's part of the head record
 */
final class PersonLedger<S> {

  private final LedgerOwner<S> owner;
  private final Stage stage;
  private final Folding<S> folding;
  private final Duration retention;
  private final Heads<S> heads;
  private final StagedStore matches;
  private final SeenEvents seen;

  PersonLedger(LedgerOwner<S> owner, Stage stage, Folding<S> folding, Duration retention) {
    this.owner = owner;
    this.stage = stage;
    this.folding = folding;
    this.retention = retention;
    this.heads = new Heads<>(stage.store(LedgerStores.HEADS), owner);
    this.matches = stage.store(LedgerStores.MATCHES);
    this.seen = new SeenEvents(stage.store(LedgerStores.SEEN));
  }

  /** Takes an event. */
  void onEvent(Event event) {
    if (!event.counts()) {
      return;
    }
    PersonKey person = new PersonKey(event.workspace(), event.person());
    if (EventTypes.PERSON_MERGED.equals(event.type())) {
      onMerge(person, event);
      return;
    }
    List<Match> found = owner.match(event);
    if (found.isEmpty()) {
      return;
    }
    byte[] key = LedgerKeys.person(person);
    Head<S> head = heads.get(key);
    if (head.alias().isPresent()) {
      send(transfer(person, head.mergedInto(), Cause.of(event), found, null));
    } else if (seen.isNew(key, found.get(0))) {
      seen.remember(key, found.get(0));
      judge(person, head, Cause.of(event), found, Optional.empty());
    }
  }

  /**
   * Published under both keys: the old person's partition sends, the new one's learns of it by what
   * arrives.
   */
  private void onMerge(PersonKey person, Event event) {
    Merge merge = event.resolution().merge();
    if (merge == null
        || !merge.from().equals(person.person())
        || merge.from().equals(merge.into())) {
      return;
    }
    byte[] key = LedgerKeys.person(person);
    if (heads.get(key).alias().isPresent()) {
      return;
    }
    // What is too old to be judged together must not depend on when upkeep last came by.
    folding.all(key, event.occurredAt().minus(retention));
    Head<S> head = heads.get(key);
    List<Match> moving = new ArrayList<>();
    PersonMatches.chronological(matches, person).forEach(entry -> moving.add(entry.match()));
    byte[] remains = heads.remains(head);
    if (!moving.isEmpty() || remains != null) {
      send(transfer(person, merge.into(), Cause.of(event), moving, remains));
    }
    Turn<S> turn = turn(person, head, Cause.of(event), List.of(), Optional.empty());
    S left = owner.mergedAway(turn, merge.into());
    moving.forEach(match -> forget(key, match));
    heads.put(key, new Head<>(turn.version(), merge.into(), left));
  }

  /**
   * Takes matches that belong to a person here, or sends them on after that person.
   *
   * @return why they cannot be taken; empty when they were
   */
  Optional<Incoming.Unusable> onTransfer(Transfer transfer) {
    PersonKey person = new PersonKey(transfer.workspace(), transfer.into());
    byte[] key = LedgerKeys.person(person);
    Optional<UUID> next = heads.get(key).alias();
    if (next.isPresent()) {
      if (transfer.hops() >= Transfer.MOST_HOPS) {
        return Optional.of(tooFar(transfer));
      }
      send(transfer.onward(next.get()));
      return Optional.empty();
    }
    if (EventTypes.PERSON_MERGED.equals(transfer.cause().type())) {
      folding.all(key, transfer.cause().occurredAt().minus(retention));
    }
    Optional<S> joining = Optional.ofNullable(transfer.remains()).map(heads::remains);
    List<Match> missing = missing(key, transfer.matches());
    if (!missing.isEmpty() || joining.isPresent()) {
      judge(person, heads.get(key), transfer.cause(), missing, joining);
    }
    return Optional.empty();
  }

  private List<Match> missing(byte[] key, List<Match> arriving) {
    PersonMatches log = new PersonMatches(key, matches);
    List<Match> missing = new ArrayList<>();
    for (Match match : arriving) {
      if (match.subTotal()) {
        missing.add(match);
      } else if (seen.isNewOrSame(key, match) && !log.contains(match)) {
        seen.remember(key, match);
        missing.add(match);
      }
    }
    return missing;
  }

  private void judge(
      PersonKey person, Head<S> head, Cause cause, List<Match> found, Optional<S> joining) {
    byte[] key = LedgerKeys.person(person);
    Ledger ledger = new Ledger(owner.caps(person.workspace()));
    PersonMatches log = new PersonMatches(key, matches);
    List<EntryChange> changes = new ArrayList<>();
    for (Match match : found) {
      if (match.subTotal()) {
        changes.add(SubTotal.add(match, key, matches));
      } else {
        changes.addAll(ledger.insert(match, log));
      }
    }
    Turn<S> turn = turn(person, head, cause, EntryChanges.net(changes), joining);
    S next = owner.apply(turn);
    heads.put(key, new Head<>(turn.version(), null, next));
  }

  private Turn<S> turn(
      PersonKey person, Head<S> head, Cause cause, List<EntryChange> changes, Optional<S> joining) {
    return new Turn<>(
        person,
        head,
        cause,
        changes,
        joining,
        () -> PersonMatches.chronological(matches, person),
        (topic, value) -> stage.forward(person.text(), value, topic.name()));
  }

  private void send(Transfer transfer) {
    String key = new PersonKey(transfer.workspace(), transfer.into()).text();
    transfer
        .inParts()
        .forEach(part -> stage.forward(key, part, PersonLedgerProcessor.TRANSFERS_SINK));
  }

  private void forget(byte[] key, Match match) {
    matches.delete(LedgerKeys.match(key, match));
    seen.forget(key, match.eventId());
  }

  private static Transfer transfer(
      PersonKey from, UUID into, Cause cause, List<Match> matches, byte[] remains) {
    return new Transfer(from.workspace(), from.person(), into, cause, matches, remains, 1);
  }

  private static Incoming.Unusable tooFar(Transfer transfer) {
    return new Incoming.Unusable(
        RejectionReason.TOO_MANY_HOPS,
        "the person became another more than " + Transfer.MOST_HOPS + " times",
        Transfer.serde().serialize(null, transfer));
  }
}
