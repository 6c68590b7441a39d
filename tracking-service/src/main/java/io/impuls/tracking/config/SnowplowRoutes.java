package io.impuls.tracking.config;

import io.impuls.tracking.collector.api.IntakeRoute;
import io.impuls.tracking.collector.api.Probes;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.protocol.Replay;
import io.impuls.tracking.collector.snowplow.SnowplowSettings;
import io.impuls.tracking.collector.snowplow.TrackerBatch;
import io.impuls.tracking.collector.snowplow.TrackerPixel;
import io.impuls.tracking.collector.snowplow.TrackerRedirect;
import io.impuls.tracking.collector.snowplow.TrackerReplay;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Opens the routes of the Snowplow tracker protocol. */
final class SnowplowRoutes {

  private final KnownApps apps;
  private final SnowplowSettings settings;
  private final List<String> batchPaths;

  SnowplowRoutes(KnownApps apps, RequestLimits limits, TrackingConfig.Snowplow config) {
    this.apps = apps;
    this.settings =
        new SnowplowSettings(
            limits,
            config.heartbeat(),
            config.heartbeats(),
            config.maskForms(),
            lowerCase(config.cookieDomains().orElse(List.of())),
            lowerCase(config.redirectHosts().orElse(List.of())));
    this.batchPaths =
        Stream.concat(Stream.of(TrackerBatch.PATH), config.batchPaths().orElse(List.of()).stream())
            .toList();
  }

  /**
   * Opens them and the probes that operators of trackers know; redirects only where hosts to
   * redirect to are known.
   */
  void open(Router router, Function<IntakeProtocol, IntakeRoute> routes, BooleanSupplier ready) {
    Probes.open(router, ready);
    IntakeRoute batch = routes.apply(new TrackerBatch(apps, settings));
    batchPaths.forEach(path -> batch.register(router, path, HttpMethod.POST));
    IntakeRoute pixel = routes.apply(new TrackerPixel(apps, settings));
    TrackerPixel.PATHS.forEach(
        path -> pixel.register(router, path, HttpMethod.GET, HttpMethod.HEAD));
    if (!settings.redirectHosts().isEmpty()) {
      routes
          .apply(new TrackerRedirect(apps, settings))
          .register(router, TrackerRedirect.PATH, HttpMethod.GET, HttpMethod.HEAD);
    }
  }

  /** Gives what sends refused events through these routes again. */
  Replay replay() {
    return new TrackerReplay(apps, settings, batchPaths);
  }

  private static List<String> lowerCase(List<String> names) {
    return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
