package io.impuls.tracking.collector.segment;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Texts;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The browser library's own cookie of the device, for messages that forget to name it. */
final class LibraryCookie {

  /** Name of the cookie. */
  static final String NAME = "ajs_anonymous_id";

  private LibraryCookie() {}

  /** Gives the id, without the quotes that older releases put around it; null without one. */
  static String anonymousId(IntakeRequest request) {
    String sent = request.cookie(NAME);
    if (sent == null || sent.length() > Limits.ID_LENGTH) {
      return null;
    }
    String id;
    try {
      id = URLDecoder.decode(sent, StandardCharsets.UTF_8).replace("\"", "").strip();
    } catch (IllegalArgumentException e) {
      return null;
    }
    return id.isEmpty() || !Texts.isClean(id) ? null : id;
  }
}
