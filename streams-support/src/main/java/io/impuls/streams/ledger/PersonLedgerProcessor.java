package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Merge;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Ledger;
import io.impuls.rules.ledger.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts each event of a person once, judges its matches, and hands the changes to the service.
 * Reads {@code tracking.events} and the service's transfer topic, both keyed by person, so that one
 * task owns all of a person's state. On {@code person.merged} it sends the old person's matches to
 * the new one and keeps an alias; records that still come for the old one follow.
 *
 * @param <S> the service's part of the head record
 */
public final class PersonLedgerProcessor<S> implements Processor<String, Object, String, Object> {

  /** Name of the sink that writes the transfer topic. */
  public static final String TRANSFERS_SINK = "transfers-out";

  /** Matches per transfer record: some 100 KB, well under the largest message. */
  private static final int CHUNK = 400;

  private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(30);

  private final LedgerOwner<S> owner;
  private final Duration retention;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<byte[], byte[]> heads;
  private KeyValueStore<byte[], byte[]> matches;
  private SeenEvents seen;
  private Upkeep upkeep;

  /**
   * Makes the processor of one task.
   *
   * @param retention how long single matches are kept: the longest lateness horizon plus the
   *     longest window
   */
  public PersonLedgerProcessor(LedgerOwner<S> owner, Duration retention) {
    this.owner = owner;
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, Object> task) {
    context = task;
    heads = task.getStateStore(LedgerStores.HEADS);
    matches = task.getStateStore(LedgerStores.MATCHES);
    seen = new SeenEvents(task.getStateStore(LedgerStores.SEEN));
    upkeep = new Upkeep(matches, seen, retention);
    owner.init(task);
    task.schedule(UPKEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> upkeep.turn());
  }

  @Override
  public void process(Record<String, Object> item) {
    if (item.value() instanceof Event event) {
      upkeep.observe(event.occurredAt());
      onEvent(item, event);
    } else if (item.value() instanceof Transfer transfer) {
      onTransfer(item, transfer);
    }
  }

  private void onEvent(Record<String, Object> item, Event event) {
    if (!event.counts()) {
      return;
    }
    PersonKey person = new PersonKey(event.workspace(), event.person());
    if (EventTypes.PERSON_MERGED.equals(event.type())) {
      onMerge(item, person, event);
      return;
    }
    List<Match> found = owner.match(event);
    if (found.isEmpty()) {
      return;
    }
    byte[] key = LedgerKeys.person(person);
    Head<S> head = head(key);
    if (head.alias().isPresent()) {
      UUID into = head.mergedInto();
      send(
          item, new Transfer(person.workspace(), person.person(), into, Cause.of(event), found, 1));
    } else if (seen.isNew(key, found.get(0))) {
      seen.remember(key, found.get(0));
      judge(item, person, key, head, Cause.of(event), found);
    }
  }

  /**
   * Published under both keys: the old person's partition sends, the new one's learns of it by what
   * arrives.
   */
  private void onMerge(Record<String, Object> item, PersonKey person, Event event) {
    Merge merge = event.resolution().merge();
    if (merge == null
        || !merge.from().equals(person.person())
        || merge.from().equals(merge.into())) {
      return;
    }
    byte[] key = LedgerKeys.person(person);
    Head<S> head = head(key);
    if (head.alias().isPresent()) {
      return;
    }
    List<Match> moving = new ArrayList<>();
    PersonMatches.chronological(matches, person).forEach(entry -> moving.add(entry.match()));
    Turn<S> turn = turn(item, person, head, Cause.of(event), List.of());
    S left = moving.isEmpty() ? head.state() : owner.mergedAway(turn, merge.into());
    for (int start = 0; start < moving.size(); start += CHUNK) {
      List<Match> chunk = moving.subList(start, Math.min(start + CHUNK, moving.size()));
      send(
          item,
          new Transfer(person.workspace(), merge.from(), merge.into(), Cause.of(event), chunk, 1));
    }
    moving.forEach(match -> forget(key, match));
    heads.put(key, new Head<>(turn.version(), merge.into(), left).write(owner));
  }

  private void onTransfer(Record<String, Object> item, Transfer transfer) {
    PersonKey person = new PersonKey(transfer.workspace(), transfer.into());
    byte[] key = LedgerKeys.person(person);
    Head<S> head = head(key);
    if (head.alias().isPresent()) {
      if (transfer.hops() < Transfer.MOST_HOPS) {
        send(item, transfer.onward(head.mergedInto()));
        return;
      }
      throw new IllegalStateException("aliases form a circle at " + transfer.into());
    }
    PersonMatches log = new PersonMatches(key, matches);
    List<Match> missing = new ArrayList<>();
    for (Match match : transfer.matches()) {
      if (SubTotal.is(match)) {
        missing.add(match);
      } else if (seen.isNewOrSame(key, match) && !log.contains(match)) {
        seen.remember(key, match);
        missing.add(match);
      }
    }
    if (!missing.isEmpty()) {
      judge(item, person, key, head, transfer.cause(), missing);
    }
  }

  private void judge(
      Record<String, Object> item,
      PersonKey person,
      byte[] key,
      Head<S> head,
      Cause cause,
      List<Match> found) {
    Ledger ledger = new Ledger(owner.caps(person.workspace()));
    PersonMatches log = new PersonMatches(key, matches);
    List<EntryChange> changes = new ArrayList<>();
    for (Match match : found) {
      if (SubTotal.is(match)) {
        changes.add(SubTotal.add(match, key, matches));
      } else {
        changes.addAll(ledger.insert(match, log));
      }
    }
    Turn<S> turn = turn(item, person, head, cause, EntryChanges.net(changes));
    S next = owner.apply(turn);
    heads.put(key, new Head<S>(turn.version(), null, next).write(owner));
  }

  private Turn<S> turn(
      Record<String, Object> item,
      PersonKey person,
      Head<S> head,
      Cause cause,
      List<EntryChange> changes) {
    return new Turn<>(
        person,
        head,
        cause,
        changes,
        () -> PersonMatches.chronological(matches, person),
        (topic, value) ->
            context.forward(
                item.withKey(person.text()).withValue(value).withHeaders(null), topic.name()));
  }

  private void send(Record<String, Object> item, Transfer transfer) {
    String key = new PersonKey(transfer.workspace(), transfer.into()).text();
    context.forward(
        item.withKey(key).withValue((Object) transfer).withHeaders(null), TRANSFERS_SINK);
  }

  private void forget(byte[] key, Match match) {
    matches.delete(LedgerKeys.match(key, match));
    seen.forget(key, match.eventId());
  }

  private Head<S> head(byte[] key) {
    byte[] stored = heads.get(key);
    return stored == null ? new Head<>(0, null, owner.initial()) : Head.read(stored, owner);
  }
}
