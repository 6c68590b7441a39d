package io.impuls.tracking.collector.json;

import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.Refusal;

/** What became of reading one event. */
public sealed interface Reading {

  /** It could be read. */
  record Read(Draft draft) implements Reading {}

  /**
   * It could not.
   *
   * @param refusal why
   * @param clientId the sender's id, where it stood before the offending place; else null
   */
  record Refused(Refusal refusal, String clientId) implements Reading {}
}
