package io.impuls.streams.timers;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Timers in a key-value store, ordered by due time, fired at most once: firing deletes. A cursor
 * kept in the same store skips the tombstones of fired timers, which would otherwise make each look
 * slower than the last.
 */
public final class TimerStore {

  private static final int DUE_BYTES = Long.BYTES;
  private static final byte[] CURSOR = {0};

  private final TimerRows store;

  /** Makes timers on the rows of a store of their own. */
  public TimerStore(TimerRows store) {
    this.store = store;
  }

  /**
   * A timer that is due.
   *
   * @param due when it was due
   * @param id what it was set for
   * @param payload what was kept with it
   */
  public record Timer(Instant due, byte[] id, byte[] payload) {}

  /**
   * Sets a timer; the same due time and id again replaces it. A due time below the cursor lowers
   * the cursor.
   */
  public void set(Instant due, byte[] id, byte[] payload) {
    store.put(key(due, id), payload);
    if (due.toEpochMilli() < cursor()) {
      store.put(CURSOR, ByteBuffer.allocate(Long.BYTES).putLong(due.toEpochMilli()).array());
    }
  }

  /** Removes a timer; nothing happens when there is none. */
  public void cancel(Instant due, byte[] id) {
    store.delete(key(due, id));
  }

  /** Whether there is a timer at all. */
  public boolean any() {
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(key(Instant.ofEpochMilli(cursor()), new byte[0]), null)) {
      return rows.hasNext();
    }
  }

  /**
   * Removes and gives the timers due at or before {@code now}, earliest first.
   *
   * @param most how many at most; the rest come with the next call
   */
  public List<Timer> takeDue(Instant now, int most) {
    List<Timer> due = new ArrayList<>();
    Instant from = Instant.ofEpochMilli(cursor());
    if (from.isAfter(now)) {
      return due;
    }
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(key(from, new byte[0]), key(now.plusMillis(1), new byte[0]))) {
      while (rows.hasNext() && due.size() < most) {
        KeyValue<byte[], byte[]> row = rows.next();
        Timer timer = timer(row);
        if (!timer.due().isAfter(now)) {
          due.add(timer);
        }
      }
    }
    due.forEach(timer -> store.delete(key(timer.due(), timer.id())));
    if (!due.isEmpty()) {
      long last = due.get(due.size() - 1).due().toEpochMilli();
      store.put(CURSOR, ByteBuffer.allocate(Long.BYTES).putLong(last).array());
    }
    return due;
  }

  private long cursor() {
    byte[] stored = store.get(CURSOR);
    return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
  }

  /**
   * Due times are after 1970, so their first byte is 0 and the next ones order them; {@link
   * #CURSOR} is shorter than any.
   */
  private static byte[] key(Instant due, byte[] id) {
    return ByteBuffer.allocate(DUE_BYTES + id.length).putLong(due.toEpochMilli()).put(id).array();
  }

  private static Timer timer(KeyValue<byte[], byte[]> row) {
    ByteBuffer key = ByteBuffer.wrap(row.key);
    Instant due = Instant.ofEpochMilli(key.getLong());
    byte[] id = new byte[key.remaining()];
    key.get(id);
    return new Timer(due, id, row.value);
  }
}
