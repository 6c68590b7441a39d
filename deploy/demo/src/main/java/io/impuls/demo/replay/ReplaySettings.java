package io.impuls.demo.replay;

import java.time.Duration;
import java.util.Objects;

/**
 * How a replay is run.
 *
 * @param browsers connections that play browsers; each visitor stays on one of them
 * @param batch most events of the backend in one request
 * @param rate events a second over all connections; 0 for as fast as they are accepted
 * @param pauseAt events after which the replay waits until it is told to go on; 0 for never
 * @param patience how long one request is repeated before the replay gives up
 */
public record ReplaySettings(
    int browsers, int batch, double rate, long pauseAt, Duration patience) {

  /** Eight browsers, batches of fifty, no limit, five minutes of patience. */
  public static final ReplaySettings DEFAULT =
      new ReplaySettings(8, 50, 0, 0, Duration.ofMinutes(5));

  public ReplaySettings {
    Objects.requireNonNull(patience, "patience");
    if (browsers < 1 || batch < 1 || rate < 0 || pauseAt < 0) {
      throw new IllegalArgumentException("a replay needs connections and no negative limits");
    }
  }

  /** Gives the same with another limit of events a second. */
  public ReplaySettings withRate(double eventsPerSecond) {
    return new ReplaySettings(browsers, batch, eventsPerSecond, pauseAt, patience);
  }

  /** Gives the same with a pause after so many events. */
  public ReplaySettings withPauseAt(long events) {
    return new ReplaySettings(browsers, batch, rate, events, patience);
  }
}
