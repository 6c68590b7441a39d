package io.impuls.streams.ledger;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.MatchLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
