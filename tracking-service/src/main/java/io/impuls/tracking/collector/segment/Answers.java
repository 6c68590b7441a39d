package io.impuls.tracking.collector.segment;

import io.impuls.tracking.collector.domain.Reply;

/**
 * What clients are told. They look at the status alone: 4xx loses the events, except 429; 5xx
 * brings them again.
 */
final class Answers {

  /** How long a client waits before it comes again, in seconds. */
  private static final String RETRY_AFTER_SECONDS = "1";

  private Answers() {}

  /** 200: what could be understood is stored, and what could not is kept with the reason. */
  static Reply done() {
    return Reply.text(200, "application/json", "{\"success\":true}");
  }

  static Reply malformed() {
    return refused(400, "the body must be JSON: one message, or an object with a batch of them");
  }

  static Reply tooLarge(String unit, int most) {
    return refused(400, "a request may have %d %s".formatted(most, unit));
  }

  static Reply unknownKey() {
    return refused(
        401, "unknown write key: send it as the user name of basic authentication or as writeKey");
  }

  static Reply wrongOrigin() {
    return refused(403, "this write key is bound to other origins");
  }

  static Reply wrongMethod() {
    return refused(405, "events are posted").with("Allow", "POST, OPTIONS");
  }

  static Reply later() {
    return refused(503, "events cannot be stored now; send the same ones again")
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  private static Reply refused(int status, String message) {
    return Reply.text(
        status, "application/json", "{\"success\":false,\"message\":\"%s\"}".formatted(message));
  }
}
