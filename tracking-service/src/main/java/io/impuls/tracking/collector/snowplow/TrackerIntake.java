package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.Arrivals;
import io.impuls.tracking.collector.protocol.EventJudge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Judges the events of one request, each by itself. */
final class TrackerIntake {

  /** What is kept of an event that is too large is one part in so many. */
  private static final int KEPT_PART = 10;

  /** The header that names the page, for events that do not. */
  static final String PAGE = "referer";

  private final KnownApps apps;
  private final SnowplowSettings settings;
  private final IntakeRequest request;
  private final NetworkVisitor visitor;

  TrackerIntake(KnownApps apps, SnowplowSettings settings, IntakeRequest request) {
    this.apps = apps;
    this.settings = settings;
    this.request = request;
    this.visitor = new NetworkVisitor(request, settings.cookieDomains());
  }

  NetworkVisitor visitor() {
    return visitor;
  }

  /** Gives the source of an event by its app and hosts. */
  Optional<TrackingSource> source(TrackerFields fields) {
    return apps.byApp(
        fields.text("aid"), Hosts.of(request, fields.text("url")), request.receivedAt());
  }

  /** Gives the source of a request whose events do not name one. */
  Optional<TrackingSource> source() {
    return apps.byApp(null, Hosts.of(request, null), request.receivedAt());
  }

  /** Judges one event that could be read. */
  Verdict judge(TrackerFields fields, TrackingSource source, EventJudge.Payload payload) {
    String clientId = fields.text("eid");
    Arrival arrival = arrival(source, fields);
    try {
      Limits limits = settings.limits().of(source.kind());
      EventDraft event =
          new EventDraft(
              visitor.anonymous() ? withoutNetwork(fields) : fields,
              limits,
              settings.heartbeatSeconds(source.id()),
              new FormValues(settings.maskForms()));
      Draft draft = event.draft(pageUrl(source), visitor.anonymous() ? stranger(fields) : null);
      return EventJudge.judge(draft, arrival, within(payload));
    } catch (RefusedException e) {
      return EventJudge.refused(e.refusal(), clientId, arrival, within(payload));
    }
  }

  /** Gives the refusal of an event that could not be read, or of a whole request. */
  Verdict refused(Refusal why, TrackingSource source, EventJudge.Payload payload) {
    return EventJudge.refused(
        why, null, arrival(source, new TrackerFields(Map.of())), within(kept(why, payload)));
  }

  /** Beside the events a request says which page they come from. */
  private EventJudge.Payload within(EventJudge.Payload payload) {
    return payload.within(() -> request.header(PAGE));
  }

  /** Gives the bytes of an event as its record keeps them. */
  EventJudge.Payload payload(Slice slice, int index) {
    return new EventJudge.Payload(request.body(), slice.from(), slice.length(), index);
  }

  private static EventJudge.Payload kept(Refusal why, EventJudge.Payload payload) {
    return why.reason() == RejectionReason.TOO_LARGE
        ? new EventJudge.Payload(
            payload.bytes(), payload.from(), payload.length() / KEPT_PART, payload.index())
        : payload;
  }

  /** What a tracker on a server passes on stands for what we see of the connection. */
  private Arrival arrival(TrackingSource source, TrackerFields fields) {
    boolean backend = source.kind() == Source.Kind.BACKEND;
    String named = fields.text("nuid", "tnuid");
    String agent = fields.text("ua");
    String address = fields.text("ip");
    String language = fields.text("lang");
    String visitorId =
        backend ? visitor.ofBackend(named) : visitor.id(source, named, fields.text("duid"));
    Arrival seen = Arrivals.of(source, request, visitorId);
    return new Arrival(
        source,
        request.receivedAt(),
        visitorId,
        agent == null ? request.header("user-agent") : agent,
        visitor.anonymous() ? null : address == null ? request.address() : address,
        language == null || language.length() > Limits.ID_LENGTH ? null : language,
        request.path(),
        seen.purpose(),
        seen.returning(),
        seen.gpc(),
        seen.dnt());
  }

  private String pageUrl(TrackingSource source) {
    return source.kind() == Source.Kind.BROWSER ? request.header(PAGE) : null;
  }

  private static TrackerFields withoutNetwork(TrackerFields fields) {
    Map<String, String> values = new LinkedHashMap<>(fields.values());
    values.remove("ip");
    return new TrackerFields(values);
  }

  /** Who wants to stay anonymous is a stranger in each visit, else in each event. */
  private static String stranger(TrackerFields fields) {
    String session = fields.text("sid", "eid");
    return session == null ? null : "anonymous-" + session;
  }
}
