package io.impuls.streams.timers;

/** Port: how far the records of an input have been consumed. */
@FunctionalInterface
public interface Backlog {

  /** There is never any. */
  Backlog NONE = (topic, partition) -> true;

  /** Whether a partition has been consumed to its end; false where that is not known. */
  boolean consumed(String topic, int partition);
}
