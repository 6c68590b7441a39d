package io.impuls.tracking.collector.api;

import io.impuls.tracking.collector.domain.IntakeRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/** A request of the HTTP server, with its body read and unpacked. */
record VertxRequest(HttpServerRequest request, String address, byte[] body, Instant receivedAt)
    implements IntakeRequest {

  @Override
  public String method() {
    return request.method().name();
  }

  @Override
  public String path() {
    return request.path();
  }

  @Override
  public String query() {
    return request.query();
  }

  @Override
  public String header(String name) {
    return request.getHeader(name);
  }

  @Override
  public String cookie(String name) {
    Cookie cookie = request.getCookie(name);
    return cookie == null ? null : cookie.getValue();
  }

  /** A proxy that ends TLS says so; who lies about it only loses the cookie. */
  @Override
  public boolean secure() {
    return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }
}
