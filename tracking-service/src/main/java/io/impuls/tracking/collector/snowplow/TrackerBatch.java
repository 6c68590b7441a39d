package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Envelope;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownApps;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.EventJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Events by POST. Whatever cannot be understood is kept as refused, and the tracker told that all
 * is well: sent again it would be no better.
 */
public final class TrackerBatch extends Tracker {

  /** The route; more can be configured in trackers, and here. */
  public static final String PATH = "/com.snowplowanalytics.snowplow/tp2";

  private static final Pattern SCHEMA =
      Pattern.compile("iglu:com\\.snowplowanalytics\\.snowplow/payload_data/jsonschema/1-0-[0-4]");

  /** Makes the route of the sources it serves. */
  public TrackerBatch(KnownApps apps, SnowplowSettings settings) {
    super(apps, settings);
  }

  /** What became of reading one event: its fields, or why not. */
  private record Read(TrackerFields fields, Refusal refusal) {}

  @Override
  public Judgement judge(IntakeRequest request) {
    TrackerIntake intake = intake(request);
    int most = settings().limits().batchEvents();
    Optional<Envelope> envelope = Envelope.of(request.body(), "data", most);
    Optional<Refusal> wrong =
        envelope.isEmpty()
            ? Optional.of(new Refusal(RejectionReason.MALFORMED, "", "the body must be JSON"))
            : wrong(request, envelope.get(), most);
    return wrong.isPresent()
        ? refused(request, intake, wrong.get())
        : events(request, intake, envelope.get().events());
  }

  private static Optional<Refusal> wrong(IntakeRequest request, Envelope envelope, int most) {
    Slice schema = envelope.members().get("schema");
    String said = schema == null ? null : SliceReader.text(request.body(), schema);
    if (said == null || !SCHEMA.matcher(said).matches()) {
      return Optional.of(
          new Refusal(
              envelope.whole() ? RejectionReason.SCHEMA_VIOLATION : RejectionReason.MALFORMED,
              "/schema",
              "must be that of payload_data, version 1-0-0 to 1-0-4"));
    }
    if (envelope.events() == null || envelope.events().isEmpty()) {
      return Optional.of(
          new Refusal(
              RejectionReason.SCHEMA_VIOLATION, "/data", "must be a list of at least one event"));
    }
    return envelope.tooMany()
        ? Optional.of(
            new Refusal(
                RejectionReason.TOO_LARGE, "/data", "a request may have %d events".formatted(most)))
        : Optional.empty();
  }

  /** A request that is no batch is one record, where its host says whose it is. */
  private Judgement refused(IntakeRequest request, TrackerIntake intake, Refusal why) {
    return intake
        .source()
        .<Judgement>map(
            source ->
                new Judgement.Store(
                    List.of(intake.refused(why, source, EventJudge.Payload.whole(request.body()))),
                    Answers.ok()))
        .orElseGet(() -> now(Answers.unknownApp()));
  }

  private Judgement events(IntakeRequest request, TrackerIntake intake, List<Slice> slices) {
    // limits depend on the source, which an event names: read by the widest, judged by its own
    List<Read> read = slices.stream().map(slice -> read(request, slice)).toList();
    List<Optional<TrackingSource>> sources =
        read.stream()
            .map(one -> one.fields() == null ? intake.source() : intake.source(one.fields()))
            .toList();
    Optional<TrackingSource> known = sources.stream().flatMap(Optional::stream).findFirst();
    if (known.isEmpty()) {
      return now(Answers.unknownApp());
    }
    if (!mayCome(known.get(), request)) {
      return now(Answers.wrongOrigin());
    }
    List<Verdict> verdicts = new ArrayList<>(slices.size());
    for (int i = 0; i < slices.size(); i++) {
      EventJudge.Payload payload = intake.payload(slices.get(i), i);
      Read one = read.get(i);
      if (one.fields() == null) {
        verdicts.add(intake.refused(one.refusal(), known.get(), payload));
      } else {
        verdicts.add(judge(intake, one.fields(), sources.get(i), known.get(), payload));
      }
    }
    return new Judgement.Store(verdicts, intake.visitor().set(Answers.ok()));
  }

  private Verdict judge(
      TrackerIntake intake,
      TrackerFields fields,
      Optional<TrackingSource> own,
      TrackingSource neighbours,
      EventJudge.Payload payload) {
    if (own.isEmpty()) {
      return intake.refused(
          new Refusal(
              RejectionReason.PROTOCOL_VIOLATION,
              TrackerReplay.UNKNOWN_APP,
              "no source has this app id"),
          neighbours,
          payload);
    }
    int most = settings().limits().of(own.get().kind()).eventBytes();
    return payload.length() > most
        ? intake.refused(
            new Refusal(
                RejectionReason.TOO_LARGE,
                "",
                "the event must not have more than %d bytes".formatted(most)),
            own.get(),
            payload)
        : intake.judge(fields, own.get(), payload);
  }

  private Read read(IntakeRequest request, Slice slice) {
    try {
      return new Read(
          TrackerFields.ofJson(request.body(), slice, settings().limits().server()), null);
    } catch (RefusedException e) {
      return new Read(null, e.refusal());
    }
  }
}
