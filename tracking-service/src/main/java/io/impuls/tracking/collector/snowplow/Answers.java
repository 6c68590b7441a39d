package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.domain.Reply;
import java.util.Base64;
import java.util.List;

/**
 * What trackers are told. A 2xx makes them forget the events; 5xx and 429 bring them again; never
 * 404 or 413, after which some repeat the same batch for ever.
 */
final class Answers {

  private static final String RETRY_AFTER_SECONDS = "1";

  /** One transparent pixel. */
  private static final byte[] GIF =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private Answers() {}

  static Reply ok() {
    return Reply.text(200, "text/plain", "ok");
  }

  static Reply pixel() {
    return new Reply(200, "image/gif", GIF, List.of())
        .with("Cache-Control", "no-cache, no-store, must-revalidate");
  }

  static Reply onwards(String url) {
    return Reply.empty(302).with("Location", url);
  }

  static Reply notAllowed() {
    return Reply.text(400, "text/plain", "u must be an address of an allowed host");
  }

  static Reply malformed() {
    return Reply.text(400, "text/plain", "the body cannot be unpacked");
  }

  static Reply tooLarge(int most) {
    return Reply.text(400, "text/plain", "a request may have %d bytes".formatted(most));
  }

  /** Nobody's events: to repeat them would not help. */
  static Reply unknownApp() {
    return Reply.text(401, "text/plain", "no source has this app id or host");
  }

  static Reply wrongOrigin() {
    return Reply.text(403, "text/plain", "this source is bound to other origins");
  }

  static Reply later() {
    return Reply.text(503, "text/plain", "events cannot be stored now")
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }
}
