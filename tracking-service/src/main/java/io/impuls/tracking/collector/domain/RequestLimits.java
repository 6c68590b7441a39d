package io.impuls.tracking.collector.domain;

import io.impuls.contracts.event.Source;

/**
 * How large requests may be.
 *
 * @param batchBytes bytes of a body, packed and unpacked alike
 * @param batchEvents events of a body
 * @param browser limits of public keys
 * @param server limits of secret keys
 */
public record RequestLimits(int batchBytes, int batchEvents, Limits browser, Limits server) {

  /** Gives the limits of one event by a key of this kind. */
  public Limits of(Source.Kind kind) {
    return kind == Source.Kind.BACKEND ? server : browser;
  }
}
