package io.impuls.tracking.collector.message;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.message.MessageToken;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.Arrivals;
import io.impuls.tracking.collector.protocol.EventJudge;
import io.impuls.tracking.collector.protocol.EventJudge.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody, or something, used a link of a message.
 *
 * @param token what the link says; personal
 * @param request how it was used
 */
record LinkUse(MessageToken token, IntakeRequest request) {

  /** Id of the source of all events by our own links. */
  static final String SOURCE = "messages";

  /** What marks a request that nobody is behind yet, and the header that says so. */
  private static final List<String> PREFETCH_HEADERS =
      List.of("sec-purpose", "purpose", "x-purpose", "x-moz");

  /** Whether it says of itself that nobody looks at the answer; null if not, else how. */
  String machine() {
    if (request.method().equals("HEAD")) {
      return "HEAD";
    }
    return PREFETCH_HEADERS.stream()
            .map(request::header)
            .filter(Objects::nonNull)
            .anyMatch(purpose -> purpose.contains("prefetch") || purpose.contains("preview"))
        ? "prefetch"
        : null;
  }

  /**
   * Gives the verdict on the event.
   *
   * @param type what happened
   * @param visitorId the browser that shall be the person's; null for none
   * @param more properties beside those that the token and the request give
   * @param consent purposes given or withdrawn
   */
  Verdict event(
      String type, String visitorId, Map<String, Object> more, Map<String, Boolean> consent) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("message", token.message().toString());
    put(properties, "campaign", token.campaign());
    put(properties, "link", token.link());
    put(properties, "url", token.url());
    String machine = machine();
    if (machine != null) {
      properties.put("machine", true);
      properties.put("machineReason", machine);
    }
    properties.putAll(more);
    Arrival arrival = Arrivals.of(source(), request, visitorId);
    return EventJudge.judge(
        new DraftBuilder()
            .id(id(type, arrival.userAgent()))
            .type(type)
            .recipient(token.person().toString())
            .properties(properties)
            .consent(consent)
            .build(),
        arrival,
        Payload.whole(request.path().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The same use by the same client within one second is one event, such as a browser's repeated
   * request; a scanner in that second is another client.
   */
  private String id(String type, String userAgent) {
    String use =
        String.join(
            "\u001f",
            type,
            token.message().toString(),
            Objects.toString(token.link(), ""),
            Objects.toString(token.url(), ""),
            request.method(),
            Objects.toString(userAgent, ""),
            Objects.toString(request.address(), ""),
            request.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(use.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private TrackingSource source() {
    return new TrackingSource(
        token.workspace(),
        SOURCE,
        Source.Kind.CAMPAIGN,
        SOURCE,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        true);
  }

  private static void put(Map<String, Object> properties, String name, String value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}
