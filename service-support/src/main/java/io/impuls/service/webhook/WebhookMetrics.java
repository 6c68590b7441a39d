package io.impuls.service.webhook;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What is counted of webhooks; never by subscriber, address or person. */
public interface WebhookMetrics {

  /** Counts nothing. */
  WebhookMetrics NONE =
      new WebhookMetrics() {
        @Override
        public void attempted(Result result, Duration took) {}

        @Override
        public void stopped(Stop stop) {}

        @Override
        public void watch(LongSupplier behind, LongSupplier failingSeconds) {}
      };

  /** What came of an attempt. */
  enum Result {
    /** The subscriber has it. */
    DELIVERED,
    /** It will be tried again. */
    FAILED,
    /** The subscriber wants no more. */
    GONE
  }

  /** Why the service stopped telling a webhook. */
  enum Stop {
    /** It failed for too long. */
    FAILING,
    /** Its place is no more. */
    PLACE_LOST,
    /** The subscriber wants no more. */
    GONE
  }

  /** Counts an attempt. */
  void attempted(Result result, Duration took);

  /** Counts a webhook that was stopped. */
  void stopped(Stop stop);

  /**
   * Shows from now on how many records are read by nobody yet, and for how long the one that fails
   * longest has failed.
   */
  void watch(LongSupplier behind, LongSupplier failingSeconds);
}
