package io.impuls.tracking.collector.domain;

import io.impuls.contracts.source.TrackingSource;
import java.time.Duration;

/** Port: how much each client and each key may send. Never blocks, and costs next to nothing. */
public interface RateLimits {

  /** Lets everything through. */
  RateLimits NONE =
      new RateLimits() {
        @Override
        public Duration request(String address) {
          return Duration.ZERO;
        }

        @Override
        public Duration events(TrackingSource source, int events) {
          return Duration.ZERO;
        }
      };

  /** Who has sent too much. */
  enum By {
    /** One client, by its address. */
    ADDRESS,
    /** One key. */
    KEY
  }

  /**
   * Counts one request of a client.
   *
   * @param address the client's literal address; null where it is not known
   * @return zero when it may go on, else when to come again
   */
  Duration request(String address);

  /**
   * Counts events by a key. A request is taken whole: one that is larger than what is left is paid
   * off by those after it.
   *
   * @return zero when they may be stored, else when to come again
   */
  Duration events(TrackingSource source, int events);
}
