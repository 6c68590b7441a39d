package io.impuls.streams.history;

import java.util.concurrent.TimeUnit;

/** Holds work to a number of items in a second. What was not used up is not saved for later. */
public final class Pace {

  private final int itemsPerSecond;
  private long last;
  private long due;

  /**
   * Begins.
   *
   * @param now time by a clock that only goes forward, in nanoseconds
   */
  public Pace(int itemsPerSecond, long now) {
    this.itemsPerSecond = itemsPerSecond;
    this.last = now;
    this.due = now;
  }

  /** Gives how many nanoseconds to wait after some items. */
  public long after(long items, long now) {
    due = Math.max(due, last) + items * TimeUnit.SECONDS.toNanos(1) / itemsPerSecond;
    last = now;
    return Math.max(0, due - now);
  }
}
