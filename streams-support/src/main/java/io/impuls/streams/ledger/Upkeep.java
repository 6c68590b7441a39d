package io.impuls.streams.ledger;

import io.impuls.rules.ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds matches older than the retention into sub-totals, a bounded piece at a time, going round
 * the store for ever. Event time decides, so a replay of old events keeps them.
 */
final class Upkeep {

  /** Rows looked at in one turn. */
  private static final int ROWS = 1_000;

  private final KeyValueStore<byte[], byte[]> matches;
  private final SeenEvents seen;
  private final Duration retention;
  private Instant newest = Instant.MIN;
  private byte[] cursor = new byte[0];

  Upkeep(KeyValueStore<byte[], byte[]> matches, SeenEvents seen, Duration retention) {
    this.matches = matches;
    this.seen = seen;
    this.retention = retention;
  }

  void observe(Instant occurredAt) {
    newest = occurredAt.isAfter(newest) ? occurredAt : newest;
  }

  void turn() {
    if (newest.equals(Instant.MIN)) {
      return;
    }
    Instant before = newest.minus(retention);
    int looked = 0;
    byte[] last = cursor;
    try (KeyValueIterator<byte[], byte[]> rows = matches.range(next(cursor), null)) {
      while (rows.hasNext() && looked < ROWS) {
        KeyValue<byte[], byte[]> row = rows.next();
        looked++;
        last = row.key;
        if (LedgerKeys.time(row.key).isBefore(before)) {
          fold(row);
        }
      }
    }
    cursor = looked < ROWS ? new byte[0] : last;
  }

  private void fold(KeyValue<byte[], byte[]> row) {
    Entry entry = EntryCodec.read(row.key, row.value);
    if (SubTotal.is(entry.match())) {
      return;
    }
    byte[] person = Arrays.copyOf(row.key, LedgerKeys.PERSON_BYTES);
    if (entry.awarded() != 0) {
      SubTotal.add(SubTotal.of(entry), person, matches);
    }
    matches.delete(row.key);
    seen.forget(person, entry.match().eventId());
  }

  private static byte[] next(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }
}
