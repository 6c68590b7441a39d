package io.impuls.tracking.collector.assets;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/** Serves the browser script, which the build makes of {@code src/main/ts}. */
public final class ScriptRoute {

  /** Where sites find it. */
  public static final String PATH = "/t.js";

  private static final String RESOURCE = "/io/impuls/tracking/collector/script/t.js";

  /** A site gets a new version within the hour, and asks for it in the background for a day. */
  private static final String CACHE = "public, max-age=3600, stale-while-revalidate=86400";

  private final Asset script;

  /** Reads the script; without it the build went wrong. */
  public ScriptRoute() {
    script =
        Asset.load(RESOURCE)
            .orElseThrow(() -> new IllegalStateException(RESOURCE + " is not in the build"));
  }

  /** Opens the route. */
  public void register(Router router) {
    router
        .route(PATH)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(
            context -> {
              // pages of every site may run it, also those that ask for its integrity
              context
                  .response()
                  .putHeader("Access-Control-Allow-Origin", "*")
                  .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
              AssetAnswer.send(context.request(), script, CACHE);
            });
  }
}
