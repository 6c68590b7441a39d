package io.impuls.tracking.collector.domain;

import java.util.List;
import java.util.regex.Pattern;

/** Which cookies an answer may set: none that a visitor did not agree to. */
public final class CookieConsent {

  private static final String SET_COOKIE = "Set-Cookie";
  private static final Pattern LIFE = Pattern.compile("(?i)Max-Age=\\d+");
  private static final Pattern EXPIRES = Pattern.compile("(?i);\\s*Expires=[^;]*");

  private CookieConsent() {}

  /**
   * Gives the answer as it may be sent: without cookies when consent was missing for every event,
   * with cookies ended when it was withdrawn.
   */
  public static Reply of(List<Verdict> verdicts, Reply reply) {
    Boolean agreed = null;
    boolean missing = false;
    boolean accepted = false;
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Accepted taken) {
        accepted = true;
        Boolean said = taken.event().consent().get(TrackingConsent.TRACKING);
        agreed = said == null ? agreed : said;
      } else if (verdict instanceof Verdict.Rejected refused) {
        // of what must not be kept, nothing is
        missing |= refused.event().payload() == null;
      }
    }
    if (Boolean.FALSE.equals(agreed)) {
      return with(reply, reply.headers().stream().map(h -> isCookie(h) ? ended(h) : h).toList());
    }
    return missing && !accepted
        ? with(reply, reply.headers().stream().filter(h -> !isCookie(h)).toList())
        : reply;
  }

  private static boolean isCookie(Reply.Header header) {
    return header.name().equalsIgnoreCase(SET_COOKIE);
  }

  private static Reply.Header ended(Reply.Header cookie) {
    String lasting = EXPIRES.matcher(cookie.value()).replaceAll("");
    return new Reply.Header(cookie.name(), LIFE.matcher(lasting).replaceAll("Max-Age=0"));
  }

  private static Reply with(Reply reply, List<Reply.Header> headers) {
    return new Reply(reply.status(), reply.contentType(), reply.body(), headers);
  }
}
