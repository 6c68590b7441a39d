package io.impuls.tracking.collector.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * What load balancers and robots ask a collector for, under the names that operators of trackers
 * know: whether it serves, whether events can be stored, and what may be crawled.
 */
public final class Probes {

  private Probes() {}

  /** Opens {@code /health}, {@code /ready} and {@code /robots.txt}. */
  public static void open(Router router, BooleanSupplier ready) {
    get(router, "/health", context -> answer(context, 200, "ok"));
    get(
        router,
        "/ready",
        context -> {
          boolean can = ready.getAsBoolean();
          answer(context, can ? 200 : 503, can ? "ok" : "events cannot be stored now");
        });
    get(router, "/robots.txt", context -> answer(context, 200, "User-agent: *\nDisallow: /\n"));
  }

  private static void get(
      Router router, String path, java.util.function.Consumer<RoutingContext> answer) {
    router.route(HttpMethod.GET, path).handler(answer::accept);
    router.route(HttpMethod.HEAD, path).handler(answer::accept);
  }

  private static void answer(RoutingContext context, int status, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body);
  }
}
