package io.impuls.tracking.collector.protocol;

import io.impuls.contracts.event.ServerFacts;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.source.TrackingSource.DoNotTrack;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.IntakeRequest;
import java.util.List;
import java.util.Locale;

/** What the server knows of a request, whatever protocol it speaks. */
public final class Arrivals {

  /** Characters of a language tag: longer ones are none. */
  private static final int LONGEST_LANGUAGE = 35;

  private static final List<String> PURPOSE_HEADERS =
      List.of("sec-purpose", "purpose", "x-purpose", "x-moz");

  private static final List<String> AHEAD = List.of("prefetch", "prerender", "preview");

  /** Cookies that name a visitor: ours, and the one that Snowplow's collectors set. */
  private static final List<String> COOKIES = List.of(VisitorCookie.NAME, "sp");

  private Arrivals() {}

  /** Gives the facts of a request by a source; {@code visitorId} is null without a cookie. */
  public static Arrival of(TrackingSource source, IntakeRequest request, String visitorId) {
    return new Arrival(
        source,
        request.receivedAt(),
        visitorId,
        request.header("user-agent"),
        request.address(),
        language(request.header("accept-language")),
        request.path(),
        purpose(request),
        visitorId != null && cameWith(request, visitorId),
        "1".equals(request.header("sec-gpc")),
        minded(source) && "1".equals(request.header("dnt")));
  }

  /** A backend's own requests say nothing of the visitor. */
  private static boolean minded(TrackingSource source) {
    return source.kind() != Source.Kind.BACKEND && source.doNotTrack() != DoNotTrack.IGNORED;
  }

  private static boolean cameWith(IntakeRequest request, String visitorId) {
    return COOKIES.stream().anyMatch(name -> visitorId.equalsIgnoreCase(request.cookie(name)));
  }

  /** Whether the request may come from where it comes from: public keys can be bound to origins. */
  public static boolean originAllowed(TrackingSource source, IntakeRequest request) {
    String origin = request.header("origin");
    return origin == null
        || source.origins().isEmpty()
        || source.origins().stream().anyMatch(origin::equalsIgnoreCase);
  }

  /** Browsers and mail clients that fetch ahead say so in one of these headers. */
  private static String purpose(IntakeRequest request) {
    if (request.method().equals("HEAD")) {
      return ServerFacts.HEAD;
    }
    for (String name : PURPOSE_HEADERS) {
      if (isAhead(request.header(name))) {
        return ServerFacts.PREFETCH;
      }
    }
    return null;
  }

  private static boolean isAhead(String header) {
    if (header == null) {
      return false;
    }
    String said = header.toLowerCase(Locale.ROOT);
    return AHEAD.stream().anyMatch(said::startsWith);
  }

  private static String language(String accepted) {
    if (accepted == null) {
      return null;
    }
    String first = accepted.split("[,;]", 2)[0].strip();
    return first.isEmpty() || first.length() > LONGEST_LANGUAGE ? null : first;
  }
}
