package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.source.TrackingSource;

/** What becomes of one event of a request: exactly one record, on one of two topics. */
public sealed interface Verdict {

  /** It goes to {@code tracking.collected}, with what holds for its source. */
  record Accepted(Event event, TrackingSource source) implements Verdict {}

  /** It goes to {@code tracking.rejected-events}, and into the answer. */
  record Rejected(RejectedEvent event, TrackingSource source) implements Verdict {

    /** Makes the refusal of what came with no key. */
    public Rejected(RejectedEvent event) {
      this(event, null);
    }
  }

  /** Gives the source whose key it came with, against whose limit it counts; null without one. */
  TrackingSource source();
}
