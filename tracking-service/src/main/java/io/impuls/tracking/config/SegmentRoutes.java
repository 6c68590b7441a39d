package io.impuls.tracking.config;

import io.impuls.tracking.collector.api.IntakeRoute;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.segment.SegmentProtocol;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.function.Function;

/** Opens the routes of the Segment tracking API. */
final class SegmentRoutes {

  private SegmentRoutes() {}

  /** Opens every path of the protocol for POST alone. */
  static void open(
      Router router, SegmentProtocol protocol, Function<IntakeProtocol, IntakeRoute> routes) {
    IntakeRoute calls = routes.apply(protocol);
    for (String path : SegmentProtocol.paths()) {
      calls.register(router, path, HttpMethod.POST);
      calls.otherwise(router, path, SegmentProtocol.wrongMethod());
    }
  }

  /** Gives the collector's limits with the API's own number of messages. */
  static RequestLimits limits(RequestLimits limits, TrackingConfig.Segment config) {
    return new RequestLimits(
        limits.batchBytes(), config.batchMessages(), limits.browser(), limits.server());
  }
}
