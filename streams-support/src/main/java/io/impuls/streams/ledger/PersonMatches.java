package io.impuls.streams.ledger;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The match log of one person in the {@link LedgerStores#MATCHES} store. */
final class PersonMatches implements MatchLog {

  private final byte[] person;
  private final StagedStore store;

  PersonMatches(byte[] person, StagedStore store) {
    this.person = person;
    this.store = store;
  }

  @Override
  public void scan(String lineage, String capValue, Instant after, Predicate<Entry> visitor) {
    byte[] counter = LedgerKeys.counter(lineage, capValue);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(LedgerKeys.after(person, counter, after), LedgerKeys.end(person, counter))) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        if (!visitor.test(EntryCodec.read(row.key, row.value))) {
          return;
        }
      }
    }
  }

  /**
   * A rule may have a counter for each of any number of values, so all rows of the person are
   * looked at, and read as far as they are late enough.
   */
  @Override
  public void scan(Set<String> lineages, Instant after, Predicate<Entry> visitor) {
    List<Entry> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(person, LedgerKeys.end(person, LedgerKeys.MATCH_BYTES))) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        if (LedgerKeys.time(row.key).isAfter(after)) {
          Entry entry = EntryCodec.read(row.key, row.value);
          if (lineages.contains(entry.match().lineage())) {
            found.add(entry);
          }
        }
      }
    }
    found.sort((a, b) -> Match.JOINT_ORDER.compare(a.match(), b.match()));
    for (Entry entry : found) {
      if (!visitor.test(entry)) {
        return;
      }
    }
  }

  @Override
  public void put(Entry entry) {
    store.put(LedgerKeys.match(person, entry.match()), EntryCodec.write(entry));
  }

  @Override
  public void remove(Match match) {
    store.delete(LedgerKeys.match(person, match));
  }

  boolean contains(Match match) {
    return store.get(LedgerKeys.match(person, match)) != null;
  }

  /**
   * Gives all rows in the total order of events; costs a sort of the person's whole retained log.
   */
  static List<Entry> chronological(ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    List<Entry> entries = new ArrayList<>();
    byte[] prefix = LedgerKeys.person(person);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(prefix, LedgerKeys.end(prefix, LedgerKeys.MATCH_BYTES))) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        entries.add(EntryCodec.read(row.key, row.value));
      }
    }
    entries.sort((a, b) -> Match.ORDER.compare(a.match(), b.match()));
    return entries;
  }
}
