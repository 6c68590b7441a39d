package io.impuls.demo.recording;

import java.util.UUID;

/** Who sends an event: a visitor's browser, or the shop's backend. */
public sealed interface Sender {

  /**
   * A browser: one request an event, with the cookie and the user agent of the visitor.
   *
   * @param visitor value of the first-party cookie
   * @param userAgent as recorded; empty when the visitor sent none
   */
  record Browser(UUID visitor, String userAgent) implements Sender {}

  /** The shop's backend: batches under the server key. */
  record Backend() implements Sender {}

  /** The one backend. */
  Backend BACKEND = new Backend();
}
