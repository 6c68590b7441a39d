package io.impuls.streams.timers;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far event time has come in a partition: the largest clamped {@code occurredAt} of what people
 * did, kept in the state so that a replay behaves like the first run. The wall clock only moves a
 * partition on that has been consumed to its end and silent.
 */
public final class EventTimeWatermark {

  /** Silence after which the wall clock counts. */
  public static final Duration IDLE_AFTER = Duration.ofSeconds(60);

  private static final byte[] KEY = {1};

  private final KeyValueStore<byte[], byte[]> store;
  private long newestMillis;
  private long arrivedMillis;
  private boolean changed;

  /** Makes the watermark on a store that survives restarts; reads one row. */
  public EventTimeWatermark(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
    byte[] stored = store.get(KEY);
    if (stored == null) {
      newestMillis = Long.MIN_VALUE;
    } else {
      ByteBuffer bytes = ByteBuffer.wrap(stored);
      newestMillis = bytes.getLong();
      arrivedMillis = bytes.getLong();
    }
  }

  /**
   * Takes an event that people caused, at the wall-clock time at which it is processed. Nothing is
   * stored before {@link #keep}.
   */
  public void observe(Instant occurredAt, Instant now) {
    arrivedMillis = now.toEpochMilli();
    if (occurredAt.toEpochMilli() > newestMillis) {
      newestMillis = occurredAt.toEpochMilli();
      changed = true;
    }
  }

  /**
   * Stores how far it has come, if that is further than what is stored. Called now and then, and
   * not for each event: what a crash loses of it comes again with the next event.
   */
  public void keep() {
    if (changed) {
      changed = false;
      store.put(
          KEY,
          ByteBuffer.allocate(2 * Long.BYTES).putLong(newestMillis).putLong(arrivedMillis).array());
    }
  }

  /**
   * Gives how far event time has come; {@link Instant#MIN} before the first event. After {@link
   * #IDLE_AFTER} of silence it goes on with the wall clock from the newest event, never straight to
   * now; a partition with records that have not been consumed is not silent.
   *
   * @param consumed whether the partition has been consumed to its end; asked only when that counts
   */
  public Instant at(Instant now, BooleanSupplier consumed) {
    if (newestMillis == Long.MIN_VALUE) {
      return Instant.MIN;
    }
    Instant newest = Instant.ofEpochMilli(newestMillis);
    Duration silent = Duration.between(Instant.ofEpochMilli(arrivedMillis), now);
    return silent.compareTo(IDLE_AFTER) > 0 && consumed.getAsBoolean()
        ? newest.plus(silent)
        : newest;
  }
}
