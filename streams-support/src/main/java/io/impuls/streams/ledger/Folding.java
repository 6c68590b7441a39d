package io.impuls.streams.ledger;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Caps;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.TimeRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Takes the oldest matches out of a person's log. Their sums stay as sub-totals, and in the head
 * what the service must know to go on without them. They leave in the total order of events,
 * whatever rule they belong to, so that it never matters how often or when this runs.
 *
 * @param <S> the service's part of the head record
 */
final class Folding<S> {

  /** Matches that leave in one go. */
  static final int MOST = 1_000;

  private final LedgerOwner<S> owner;
  private final Heads<S> heads;
  private final StagedStore matches;
  private final SeenEvents seen;

  Folding(LedgerOwner<S> owner, Stage stage) {
    this.owner = owner;
    this.heads = new Heads<>(stage.store(LedgerStores.HEADS), owner);
    this.matches = stage.store(LedgerStores.MATCHES);
    this.seen = new SeenEvents(stage.store(LedgerStores.SEEN));
  }

  /** Folds everything before an instant. */
  void all(byte[] person, Instant before) {
    int folded;
    do {
      folded = some(person, before);
    } while (folded > 0);
  }

  /**
   * Folds the oldest matches before an instant, some {@link #MOST} at most: what happened at the
   * same time goes together.
   *
   * @return how many; 0 when there are none
   */
  int some(byte[] person, Instant before) {
    Instant until = until(person, before);
    List<Entry> oldest = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows = rows(person)) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        if (LedgerKeys.time(row.key).isBefore(until)) {
          oldest.add(EntryCodec.read(row.key, row.value));
        }
      }
    }
    oldest.sort(Comparator.comparing(Entry::match, Match.ORDER));
    PersonKey key = LedgerKeys.person(person);
    List<Match> outlived = outlived(person, key, oldest);
    List<Entry> leaving = oldest.stream().filter(entry -> leaves(entry.match())).toList();
    if (!leaving.isEmpty() || !outlived.isEmpty()) {
      Head<S> head = heads.get(person);
      S state = owner.fold(key, head.state(), oldest);
      heads.put(person, new Head<>(head.version(), head.moves(), state));
      Caps caps = owner.caps(key.workspace());
      TimeRules time = owner.timeRules(key.workspace());
      leaving.forEach(entry -> fold(person, entry, caps, time));
    }
    return leaving.size() + outlived.size();
  }

  private void fold(byte[] person, Entry entry, Caps caps, TimeRules time) {
    Match match = entry.match();
    if (entry.awarded() != 0) {
      SubTotal.add(SubTotal.of(entry, time), person, matches);
    }
    if (entry.consumes() && caps.lifetime(match.lineage())) {
      // That it was given is to be known for ever (decision 15).
      matches.put(LedgerKeys.match(person, match), EntryCodec.write(Entry.spent(entry)));
    } else {
      matches.delete(LedgerKeys.match(person, match));
    }
    seen.forget(person, match.eventId());
  }

  private static boolean leaves(Match match) {
    return !match.subTotal()
        && switch (match.part()) {
          case SPENT, FACT, TRAIT -> false;
          case AWARD, START, ANSWER, RESTART, ELAPSED, EXPIRED, SIGN, PLEDGED, ONLY, OTHER, OVER ->
              true;
        };
  }

  /** Facts stay as long as they hold, and what follows from them does: the owner knows. */
  private List<Match> outlived(byte[] person, PersonKey key, List<Entry> oldest) {
    boolean told = oldest.stream().anyMatch(entry -> entry.match().part() == Match.Part.FACT);
    List<Match> outlived =
        told ? owner.outlived(key, oldest, new PersonMatches(person, matches)) : List.of();
    outlived.forEach(fact -> seen.forget(person, fact.eventId()));
    return outlived;
  }

  /** Gives an instant before which there are at most {@link #MOST} matches, or one instant's. */
  private Instant until(byte[] person, Instant before) {
    PriorityQueue<Instant> oldest = new PriorityQueue<>(Comparator.reverseOrder());
    try (KeyValueIterator<byte[], byte[]> rows = rows(person)) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        byte[] key = row.key;
        if (isOld(key, before) && leaves(EntryCodec.read(key, row.value).match())) {
          oldest.add(LedgerKeys.time(key));
          if (oldest.size() > MOST + 1) {
            oldest.poll();
          }
        }
      }
    }
    if (oldest.size() <= MOST) {
      return before;
    }
    Instant last = oldest.peek();
    boolean allAtOnce = oldest.stream().allMatch(last::equals);
    return allAtOnce ? last.plusMillis(1) : last;
  }

  /** Whether a row is a match before an instant; sub-totals are dated at the epoch. */
  static boolean isOld(byte[] matchKey, Instant before) {
    Instant at = LedgerKeys.time(matchKey);
    return at.isBefore(before) && !at.equals(Instant.EPOCH);
  }

  private KeyValueIterator<byte[], byte[]> rows(byte[] person) {
    return matches.range(person, LedgerKeys.end(person, LedgerKeys.MATCH_BYTES));
  }
}
