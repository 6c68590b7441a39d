package io.impuls.tracking.collector.protocol;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.ServerFacts;
import io.impuls.tracking.collector.domain.IntakeRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The request by which a refused event came, as far as it was kept: its route and time of receipt,
 * the visitor, and what the collector saw. A protocol makes of it the request that brings this
 * event alone, as it was sent or as somebody mended it.
 */
public final class RefusedRequest implements IntakeRequest {

  /** Cookies that name the visitor, in whatever protocol. */
  private static final List<String> VISITOR_COOKIES = List.of(VisitorCookie.NAME, "sp");

  private final RejectedEvent event;
  private final String payload;
  private final String method;
  private final String query;
  private final byte[] body;
  private final Map<String, String> headers;
  private final Map<String, String> cookies;

  /** Makes the request of an event with this payload, which a protocol has yet to word. */
  public RefusedRequest(RejectedEvent event, String payload) {
    this(event, payload, "POST", null, "", seen(event.server()), visitor(event.visitorId()));
  }

  private RefusedRequest(
      RejectedEvent event,
      String payload,
      String method,
      String query,
      String body,
      Map<String, String> headers,
      Map<String, String> cookies) {
    this.event = event;
    this.payload = payload;
    this.method = method;
    this.query = query;
    this.body = body.getBytes(StandardCharsets.UTF_8);
    this.headers = headers;
    this.cookies = cookies;
  }

  private static Map<String, String> seen(ServerFacts server) {
    Map<String, String> headers = new HashMap<>();
    if (server != null) {
      put(headers, "user-agent", server.userAgent());
      put(headers, "accept-language", server.language());
      put(headers, "sec-gpc", Boolean.TRUE.equals(server.gpc()) ? "1" : null);
      put(headers, "dnt", Boolean.TRUE.equals(server.dnt()) ? "1" : null);
      put(
          headers,
          "sec-purpose",
          ServerFacts.PREFETCH.equals(server.purpose()) ? ServerFacts.PREFETCH : null);
    }
    return headers;
  }

  private static Map<String, String> visitor(String id) {
    Map<String, String> cookies = new HashMap<>();
    VISITOR_COOKIES.forEach(name -> put(cookies, name, id));
    return cookies;
  }

  private static void put(Map<String, String> all, String name, String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  /** Gives the event as it was refused. */
  public RejectedEvent event() {
    return event;
  }

  /** Gives what is sent again: as it came, or as somebody mended it. */
  public String payload() {
    return payload;
  }

  /** Gives the same as a request with a body, and with a query, which may be null. */
  public RefusedRequest posting(String content, String itsQuery) {
    return new RefusedRequest(event, payload, "POST", itsQuery, content, headers, cookies);
  }

  /** Gives the same as a request without a body. */
  public RefusedRequest getting(String itsQuery) {
    boolean head = event.server() != null && ServerFacts.HEAD.equals(event.server().purpose());
    return new RefusedRequest(
        event, payload, head ? "HEAD" : "GET", itsQuery, "", headers, cookies);
  }

  /** Gives the same with one more header. */
  public RefusedRequest with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header.toLowerCase(Locale.ROOT), value);
    return new RefusedRequest(event, payload, method, query, text(), more, cookies);
  }

  /** Gives the same with one more cookie; a null is none. */
  public RefusedRequest withCookie(String name, String value) {
    Map<String, String> more = new HashMap<>(cookies);
    put(more, name, value);
    return new RefusedRequest(event, payload, method, query, text(), headers, more);
  }

  private String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return event.route();
  }

  @Override
  public String query() {
    return query;
  }

  @Override
  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String cookie(String name) {
    return cookies.get(name);
  }

  @Override
  public String address() {
    return event.server() == null ? null : event.server().address();
  }

  @Override
  public boolean secure() {
    return true;
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public Instant receivedAt() {
    return event.receivedAt();
  }
}
