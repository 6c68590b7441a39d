package io.impuls.streams.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Folds matches older than the retention into sub-totals, a bounded piece at a time, going round
 * the store for ever. Event time decides, so a replay of old events keeps them.
 */
final class Upkeep {

  /** Rows looked at, and about as many folded, in one turn. */
  private static final int ROWS = 1_000;

  /**
   * What a person costs of whom nothing can leave, as facts stay however old: they are read, too.
   */
  private static final int IN_VAIN = 10;

  private static final byte[] START = {};

  private final StagedStore matches;
  private final Folding<?> folding;
  private final Duration retention;
  private Instant newest = Instant.MIN;

  /** The last row that was looked at. */
  private byte[] cursor = START;

  Upkeep(StagedStore matches, Folding<?> folding, Duration retention) {
    this.matches = matches;
    this.folding = folding;
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
    int left = ROWS;
    while (left > 0) {
      int looked = lookForOld(before, left);
      if (cursor == START) {
        return;
      }
      left -= looked;
      if (Folding.isOld(cursor, before)) {
        byte[] person = Arrays.copyOf(cursor, LedgerKeys.PERSON_BYTES);
        int folded = folding.some(person, before);
        left -= Math.max(folded, IN_VAIN);
        cursor = folded < Folding.MOST ? LedgerKeys.end(person, LedgerKeys.MATCH_BYTES) : person;
      }
    }
  }

  /**
   * Moves the cursor to the next row that is old, at most {@code most} on; back to the start when
   * there are no more.
   *
   * @return rows looked at
   */
  private int lookForOld(Instant before, int most) {
    int looked = 0;
    try (KeyValueIterator<byte[], byte[]> rows = matches.range(next(cursor), null)) {
      while (rows.hasNext() && looked < most) {
        cursor = rows.next().key;
        looked++;
        if (Folding.isOld(cursor, before)) {
          return looked;
        }
      }
    }
    if (looked < most) {
      cursor = START;
    }
    return looked;
  }

  private static byte[] next(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }
}
