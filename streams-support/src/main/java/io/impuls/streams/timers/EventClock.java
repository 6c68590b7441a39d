package io.impuls.streams.timers;

import io.impuls.contracts.event.Event;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What time it is in a partition, by the events that people cause in it (decision 8): the {@link
 * EventTimeWatermark}, fed with those events that may move it.
 */
public final class EventClock {

  private final EventTimeWatermark watermark;
  private final BooleanSupplier consumed;
  private final Instant clockCountsFrom;

  /**
   * Makes the clock of a task that starts.
   *
   * @param store survives restarts
   * @param consumed whether the partition has been consumed to its end
   * @param startedAt now
   */
  public EventClock(
      KeyValueStore<byte[], byte[]> store, BooleanSupplier consumed, Instant startedAt) {
    this.watermark = new EventTimeWatermark(store);
    this.consumed = consumed;
    // After a stop the log holds events that we have not seen: until the backlog had its chance,
    // the clock must not take the partition for a silent one.
    this.clockCountsFrom = startedAt.plus(EventTimeWatermark.IDLE_AFTER);
  }

  /**
   * Whether an event is a sign that time has gone on: history is none, and neither is what other
   * services tell, who may be far ahead of the events that wait here.
   */
  public static boolean moves(Event event) {
    return event.source().kind().movesWatermark() && !event.backfill();
  }

  /** Takes an event, at the wall-clock time at which it is processed. */
  public void observe(Event event, Instant now) {
    if (moves(event)) {
      watermark.observe(earlier(event.occurredAt(), event.receivedAt()), now);
    }
  }

  /** Stores how far event time has come. */
  public void keep() {
    watermark.keep();
  }

  /**
   * Gives how far event time has come; {@link Instant#MIN} before the first event. In a silent
   * partition that costs a look at all of the client's metrics.
   *
   * @param now the wall clock
   */
  public Instant reached(Instant now) {
    // before that time, a clock at the epoch makes the watermark that of the events alone
    return watermark.at(now.isBefore(clockCountsFrom) ? Instant.EPOCH : now, consumed);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
