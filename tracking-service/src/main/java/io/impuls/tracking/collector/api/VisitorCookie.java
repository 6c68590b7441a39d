package io.impuls.tracking.collector.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/** The first-party cookie that names a visitor: set by the server, out of reach of scripts. */
final class VisitorCookie {

  /** Name of the cookie. */
  static final String NAME = "impuls_vid";

  /** Longest life that browsers grant; each answer begins it anew. */
  private static final Duration LIFE = Duration.ofDays(400);

  private static final Pattern WELL_FORMED =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private VisitorCookie() {}

  /** Gives the visitor's id, a new one where none or a malformed one came, and sets the cookie. */
  static String renew(HttpServerRequest request) {
    Cookie sent = request.getCookie(NAME);
    String id =
        sent != null && WELL_FORMED.matcher(sent.getValue()).matches()
            ? UUID.fromString(sent.getValue()).toString()
            : UUID.randomUUID().toString();
    String secure = isSecure(request) ? "; Secure" : "";
    request
        .response()
        .headers()
        .add(
            HttpHeaders.SET_COOKIE,
            "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Lax%s"
                .formatted(NAME, id, LIFE.toSeconds(), secure));
    return id;
  }

  /** A proxy that ends TLS says so; who lies about it only loses the cookie. */
  private static boolean isSecure(HttpServerRequest request) {
    return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }
}
