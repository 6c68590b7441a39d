package io.impuls.demo.replay;

/** Is told how a replay goes on; called from several threads. */
public interface ReplayListener {

  /** Listens to nothing. */
  ReplayListener NONE = new ReplayListener() {};

  /** So many of so many events have been answered. */
  default void answered(long events, long of) {}

  /**
   * The replay has reached its pause and everything before it is answered; it goes on when this
   * returns.
   */
  default void paused(long events) throws InterruptedException {}

  /** A request was not accepted and is sent again. */
  default void retrying(String why) {}
}
