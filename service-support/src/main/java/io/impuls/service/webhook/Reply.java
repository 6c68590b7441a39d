package io.impuls.service.webhook;

import java.time.Duration;

/** What came of one attempt to deliver. */
sealed interface Reply {

  /** The subscriber has it. */
  record Taken(int status) implements Reply {}

  /**
   * The subscriber does not have it, or did not say so in time.
   *
   * @param status HTTP status; 0 when there was no answer
   * @param reason what to look at, for a person; of nothing that the subscriber wrote
   * @param retryAfter how long the subscriber asked to wait; zero for nothing
   */
  record Failed(int status, String reason, Duration retryAfter) implements Reply {

    /** Makes one without an answer. */
    static Failed unanswered(String reason) {
      return new Failed(0, reason, Duration.ZERO);
    }
  }

  /** The subscriber wants no more (410). */
  record Gone() implements Reply {}
}
