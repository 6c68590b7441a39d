package io.impuls.streams.ledger;

import io.impuls.contracts.Ids;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.Moves;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is kept of the persons of one task, and how it changes: matches come and go, and the service
 * is told what that means.
 *
 * @param <S> the service's part of the head record
 */
final class PersonBooks<S> {

  private final LedgerOwner<S> owner;
  private final Stage stage;
  private final Folding<S> folding;
  private final Duration retention;
  private final Heads<S> heads;
  private final StagedStore matches;
  private final SeenEvents seen;
  private final Optional<LedgerTimers> timers;

  PersonBooks(
      LedgerOwner<S> owner,
      Stage stage,
      Folding<S> folding,
      Duration retention,
      Optional<LedgerTimers> timers) {
    this.timers = timers;
    this.owner = owner;
    this.stage = stage;
    this.folding = folding;
    this.retention = retention;
    this.heads = new Heads<>(stage.store(LedgerStores.HEADS), owner);
    this.matches = stage.store(LedgerStores.MATCHES);
    this.seen = new SeenEvents(stage.store(LedgerStores.SEEN));
  }

  Head<S> head(PersonKey person) {
    return heads.get(LedgerKeys.person(person));
  }

  /** Keeps what left a person. */
  void keep(PersonKey person, Moves moves) {
    Head<S> head = head(person);
    if (!moves.equals(head.moves())) {
      put(person, new Head<>(head.version(), moves, head.state()));
    }
  }

  /** Gives the person's log in the total order of events. */
  List<Entry> log(PersonKey person) {
    return PersonMatches.chronological(matches, person);
  }

  SeenEvents seen() {
    return seen;
  }

  /** Gives an entry's match as it goes to another person. */
  Match travelling(Entry entry) {
    return owner.travelling(entry);
  }

  /** Gives what travels beside a person's log; null for nothing. */
  byte[] remains(PersonKey person) {
    return heads.remains(head(person));
  }

  /** What is too old to be judged together must not depend on when upkeep last came by. */
  void foldBefore(PersonKey person, Cause cause) {
    folding.all(LedgerKeys.person(person), cause.occurredAt().minus(retention));
  }

  /** Takes in matches that are not in the log yet, and who joins; nothing for neither. */
  void add(PersonKey person, Cause cause, List<Match> found, Optional<byte[]> joining) {
    if (found.isEmpty() && joining.isEmpty()) {
      return;
    }
    byte[] key = LedgerKeys.person(person);
    Ledger ledger = ledger(person);
    PersonMatches log = new PersonMatches(key, matches);
    List<EntryChange> changes = new ArrayList<>();
    for (Match match : found) {
      if (match.subTotal()) {
        changes.add(SubTotal.add(match, key, matches));
      } else {
        changes.addAll(ledger.insert(match, log));
      }
    }
    apply(person, cause, changes, joining.map(heads::remains));
  }

  /** Gives those of the matches that the log does not have, and keeps in mind that they came. */
  List<Match> missing(PersonKey person, List<Match> arriving) {
    byte[] key = LedgerKeys.person(person);
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

  /** Takes entries out, and judges anew what stays; nothing for none. */
  void remove(PersonKey person, Cause cause, List<Entry> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    byte[] key = LedgerKeys.person(person);
    List<EntryChange> changes = ledger(person).remove(leaving, new PersonMatches(key, matches));
    leaving.forEach(entry -> seen.forget(key, entry.match().eventId()));
    apply(person, cause, changes, Optional.empty());
  }

  /** Makes the state of a person anew by the definitions of now. */
  void renew(Renewal renewal) {
    PersonKey person = renewal.person();
    Head<S> head = head(person);
    Turn<S> turn = turn(person, head, renewal.cause(), List.of(), Optional.empty());
    S next = owner.renewed(turn);
    put(person, new Head<>(turn.version(), head.moves(), next));
  }

  /** Keeps a match until it counts. */
  void defer(PersonKey person, Match match) {
    timers.orElseThrow().defer(LedgerKeys.person(person), match);
  }

  /** Judges what a time that has come does; nothing when what it began with has left. */
  void elapsed(LedgerTimers.Due due) {
    byte[] stored = matches.get(due.row());
    if (stored == null) {
      return;
    }
    PersonKey person = LedgerKeys.person(due.row());
    Entry start = EntryCodec.read(due.row(), stored);
    PersonMatches log = new PersonMatches(LedgerKeys.person(person), matches);
    List<EntryChange> changes = ledger(person).elapsed(start, due.time(), log);
    for (EntryChange change : changes) {
      Match match = change.match();
      Cause cause =
          new Cause(match.eventId(), match.eventType(), match.occurredAt(), match.receivedAt());
      apply(person, cause, List.of(change), Optional.empty());
    }
  }

  /** Tells the service that the time of its alarm has come. */
  void alarmed(PersonKey person, String name, Instant due) {
    String type = owner.alarmType();
    Cause cause =
        new Cause(Ids.derived(person.person(), type, name, due.toString()), type, due, due);
    Head<S> head = head(person);
    Turn<S> turn = turn(person, head, cause, List.of(), Optional.empty());
    S next = owner.alarmed(turn, name, due);
    if (!next.equals(head.state())) {
      put(person, new Head<>(turn.version(), head.moves(), next));
    }
  }

  /** Gives the entries that do not move by themselves: they follow others of the log. */
  Set<UUID> following(PersonKey person, List<Entry> log) {
    return ledger(person).following(log);
  }

  private Ledger ledger(PersonKey person) {
    byte[] key = LedgerKeys.person(person);
    return timers
        .map(
            set ->
                new Ledger(
                    owner.caps(person.workspace()),
                    owner.timeRules(person.workspace()),
                    set.of(key)))
        .orElseGet(() -> new Ledger(owner.caps(person.workspace())));
  }

  /** Takes everything out, as the person lives on as another. */
  void close(PersonKey person, Cause cause, List<Entry> all, UUID into) {
    byte[] key = LedgerKeys.person(person);
    Head<S> head = head(person);
    Turn<S> turn = turn(person, head, cause, List.of(), Optional.empty());
    S left = owner.mergedAway(turn, into);
    for (Entry entry : all) {
      matches.delete(LedgerKeys.match(key, entry.match()));
      seen.forget(key, entry.match().eventId());
    }
    put(person, new Head<>(turn.version(), head.moves(), left));
  }

  /** Keeps an entry under another name: nothing else is different. */
  void rename(PersonKey person, Entry entry, Match renamed) {
    byte[] key = LedgerKeys.person(person);
    matches.delete(LedgerKeys.match(key, entry.match()));
    if (renamed.subTotal()) {
      SubTotal.add(renamed, key, matches);
    } else {
      new PersonMatches(key, matches).put(new Entry(renamed, entry.awarded(), entry.reason()));
    }
  }

  void send(Transfer transfer) {
    String key = new PersonKey(transfer.workspace(), transfer.into()).text();
    transfer
        .inParts()
        .forEach(part -> stage.forward(key, part, PersonLedgerProcessor.TRANSFERS_SINK));
  }

  private void apply(
      PersonKey person, Cause cause, List<EntryChange> changes, Optional<S> joining) {
    List<EntryChange> settled = new ArrayList<>(changes);
    settled.addAll(owner.settle(person, changes, wholeLog(person)));
    Head<S> head = head(person);
    Turn<S> turn = turn(person, head, cause, EntryChanges.net(settled), joining);
    S next = owner.apply(turn);
    put(person, new Head<>(turn.version(), head.moves(), next));
  }

  private WholeLog wholeLog(PersonKey person) {
    PersonMatches log = new PersonMatches(LedgerKeys.person(person), matches);
    return new WholeLog() {
      @Override
      public List<Entry> chronological() {
        return log(person);
      }

      @Override
      public List<Entry> counter(String lineage, String capValue) {
        List<Entry> found = new ArrayList<>();
        // sums are dated at the epoch, and nothing is older
        log.scan(lineage, capValue, Instant.EPOCH.minusMillis(1), found::add);
        return found;
      }

      @Override
      public void put(Entry entry) {
        log.put(entry);
      }

      @Override
      public List<EntryChange> elapsed(Entry start, int time) {
        return ledger(person).elapsed(start, time, log);
      }
    };
  }

  private void put(PersonKey person, Head<S> head) {
    heads.put(LedgerKeys.person(person), head);
  }

  private Turn<S> turn(
      PersonKey person, Head<S> head, Cause cause, List<EntryChange> changes, Optional<S> joining) {
    return new Turn<>(
        person,
        head,
        cause,
        changes,
        joining,
        new PersonMatches(LedgerKeys.person(person), matches),
        () -> log(person),
        (topic, value) -> stage.forward(person.text(), value, topic.name()),
        (name, before, due) ->
            timers.orElseThrow().alarm(LedgerKeys.person(person), name, before, due));
  }
}
