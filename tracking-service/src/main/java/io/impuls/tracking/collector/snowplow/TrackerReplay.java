package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.protocol.RefusedRequest;
import io.impuls.tracking.collector.protocol.Replay;
import java.util.List;
import java.util.Optional;

/**
 * Sends refused events through the tracker protocol again, as events of the source that was found
 * for them.
 */
public final class TrackerReplay implements Replay {

  private static final String BATCH_OF_ONE =
      "{\"schema\":\"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4\",\"data\":[%s]}";

  /** The field at fault where no source had the app id of an event. */
  static final String UNKNOWN_APP = "/aid";

  private final KnownApps apps;
  private final SnowplowSettings settings;
  private final List<String> batchPaths;

  /** Makes it of what trackers may send, and of the paths by which batches come. */
  public TrackerReplay(KnownApps apps, SnowplowSettings settings, List<String> batchPaths) {
    this.apps = apps;
    this.settings = settings;
    this.batchPaths = List.copyOf(batchPaths);
  }

  @Override
  public boolean serves(String route) {
    String path = path(route);
    return batchPaths.contains(path) || isPixel(path) || path.equals(TrackerRedirect.PATH);
  }

  @Override
  public Judgement judge(RefusedRequest refused, TrackingSource source) {
    RejectedEvent event = refused.event();
    // only its neighbours' source was known then: by now its own may have the app id
    boolean neighbours = UNKNOWN_APP.equals(event.field()) && source.id().equals(event.source());
    KnownApps its = neighbours ? apps : (app, hosts, now) -> Optional.of(source);
    boolean anonymous = source.kind() != Source.Kind.BACKEND && event.visitorId() == null;
    RefusedRequest from =
        event.envelope() == null ? refused : refused.with(TrackerIntake.PAGE, event.envelope());
    RefusedRequest request = anonymous ? from.with("sp-anonymous", "*") : from;
    String path = path(refused.path());
    if (isPixel(path)) {
      return new TrackerPixel(its, settings).judge(request.getting(refused.payload()));
    }
    if (path.equals(TrackerRedirect.PATH)) {
      return new TrackerRedirect(its, settings).judge(request.getting(refused.payload()));
    }
    // what was refused as a whole is a request by itself
    String body = event.index() < 0 ? refused.payload() : BATCH_OF_ONE.formatted(refused.payload());
    return new TrackerBatch(its, settings).judge(request.posting(body, null));
  }

  private static boolean isPixel(String path) {
    return TrackerPixel.PATHS.contains(path);
  }

  private static String path(String route) {
    return route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
  }
}
