package io.impuls.tracking.collector.assets;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Serves a small shop of static pages to try the script on; off unless it is a demo. */
public final class DemoShopRoute {

  /** Where the shop's home page is. */
  public static final String PATH = "/shop/";

  private static final String FOLDER = "/io/impuls/tracking/demoshop/";
  private static final String CACHE = "no-cache";

  /** Names of files: no way leads out of the folder. */
  private static final Pattern NAME = Pattern.compile("([a-z0-9-]+/)?[a-z0-9-]+\\.[a-z]{2,4}");

  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  /** Opens the route. */
  public void register(Router router) {
    router
        .route(PATH + "*")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .blockingHandler(this::serve, false);
  }

  private void serve(RoutingContext context) {
    if (context.request().path().length() < PATH.length()) {
      // its pages name their neighbours: without the end slash nobody would find them
      context.response().setStatusCode(308).putHeader("Location", PATH).end();
      return;
    }
    String asked = context.request().path().substring(PATH.length());
    Optional<Asset> asset = find(asked.isEmpty() ? "index.html" : asked);
    if (asset.isPresent()) {
      AssetAnswer.send(context.request(), asset.get(), CACHE);
    } else {
      context.response().setStatusCode(404).end();
    }
  }

  private Optional<Asset> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Asset known = loaded.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Asset> found = Asset.load(FOLDER + name);
    found.ifPresent(asset -> loaded.put(name, asset));
    return found;
  }
}
