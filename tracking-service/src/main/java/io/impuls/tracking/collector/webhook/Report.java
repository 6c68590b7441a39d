package io.impuls.tracking.collector.webhook;

import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;

/** One thing that a provider tells of a message. */
public sealed interface Report {

  /** Gives the bytes that told it. */
  Payload payload();

  /**
   * It was understood.
   *
   * @param draft what happened
   * @param userAgent agent of whoever opened or clicked; null when not told
   * @param address their address; null when not told
   */
  record Told(Draft draft, String userAgent, String address, Payload payload) implements Report {}

  /**
   * It was not.
   *
   * @param detail what is wrong, for a person; never quotes the payload
   */
  record NotUnderstood(String detail, Payload payload) implements Report {}
}
