package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.EventJudge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One event by GET, in the query of an image's address. */
public final class TrackerPixel extends Tracker {

  /** The routes. */
  public static final List<String> PATHS = List.of("/i", "/ice.png");

  /** Makes the route of the sources it serves. */
  public TrackerPixel(KnownApps apps, SnowplowSettings settings) {
    super(apps, settings);
  }

  @Override
  public Judgement judge(IntakeRequest request) {
    TrackerIntake intake = intake(request);
    TrackerFields fields = new TrackerFields(QueryFields.of(request.query()));
    Optional<TrackingSource> source = intake.source(fields);
    if (source.isEmpty()) {
      return now(Answers.unknownApp());
    }
    if (!mayCome(source.get(), request)) {
      return now(Answers.wrongOrigin());
    }
    String query = request.query() == null ? "" : request.query();
    EventJudge.Payload payload = EventJudge.Payload.whole(query.getBytes(StandardCharsets.UTF_8));
    int most = settings().limits().of(source.get().kind()).eventBytes();
    Verdict verdict =
        payload.length() > most
            ? intake.refused(
                new Refusal(
                    RejectionReason.TOO_LARGE,
                    "",
                    "the event must not have more than %d bytes".formatted(most)),
                source.get(),
                payload)
            : intake.judge(fields, source.get(), payload);
    return new Judgement.Store(List.of(verdict), intake.visitor().set(Answers.pixel()));
  }
}
