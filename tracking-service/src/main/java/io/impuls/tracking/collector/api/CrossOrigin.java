package io.impuls.tracking.collector.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Lets pages of other hosts send, with their cookie. */
final class CrossOrigin {

  /** Seconds for which a browser need not ask again. */
  private static final String MAX_AGE = "600";

  private CrossOrigin() {}

  /** Answers a preflight for {@code methods}: it needs no key and makes no event. */
  static void preflight(HttpServerRequest request, String methods) {
    HttpServerResponse response = request.response();
    echo(request);
    String asked = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (asked != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
    }
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE)
        .setStatusCode(204)
        .end();
  }

  /** Names the asking origin, never {@code *}: cookies travel along. */
  static void echo(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.VARY, "Origin");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    }
  }
}
