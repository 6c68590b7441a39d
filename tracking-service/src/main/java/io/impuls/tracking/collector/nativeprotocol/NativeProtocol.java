package io.impuls.tracking.collector.nativeprotocol;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.RequestBody;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.json.Reading;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.Arrivals;
import io.impuls.tracking.collector.protocol.EventJudge;
import io.impuls.tracking.collector.protocol.VisitorCookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The native protocol, {@code POST /v1/events}: one event or a list of them, each by itself. */
public final class NativeProtocol implements IntakeProtocol {

  /** The route. */
  public static final String PATH = "/v1/events";

  private static final String BEARER = "bearer ";

  private final KnownSources sources;
  private final RequestLimits limits;

  /** Makes the protocol of the sources it serves and what it allows them. */
  public NativeProtocol(KnownSources sources, RequestLimits limits) {
    this.sources = sources;
    this.limits = limits;
  }

  @Override
  public Judgement judge(IntakeRequest request) {
    RequestBody cut = RequestBody.of(request.body(), limits.batchEvents());
    String key = key(request, cut);
    Optional<TrackingSource> source = key == null ? Optional.empty() : sources.byKey(key);
    if (source.isEmpty()) {
      return now(
          key == null && cut instanceof RequestBody.Unreadable
              ? Answer.malformed(List.of())
              : Answer.unknownKey());
    }
    return judge(request, cut, source.get(), key);
  }

  private Judgement judge(
      IntakeRequest request, RequestBody cut, TrackingSource source, String key) {
    boolean backend = source.kind() == Source.Kind.BACKEND;
    if (!backend && !Arrivals.originAllowed(source, request)) {
      return now(Answer.wrongOrigin());
    }
    if (cut instanceof RequestBody.Unreadable) {
      return now(Answer.malformed(List.of()));
    }
    if (cut instanceof RequestBody.TooMany) {
      return now(Answer.tooMany(limits.batchEvents()));
    }
    RequestBody.Events events = (RequestBody.Events) cut;
    if (events.events().isEmpty()) {
      return now(Answer.to(List.of()));
    }
    Optional<VisitorCookie> cookie =
        backend ? Optional.empty() : Optional.of(VisitorCookie.renew(request));
    Arrival arrival = Arrivals.of(source, request, cookie.map(VisitorCookie::id).orElse(null));
    List<Verdict> verdicts = judge(request.body(), events, arrival, limits.of(source.kind()), key);
    Reply reply = reply(verdicts);
    return new Judgement.Store(verdicts, cookie.map(c -> c.set(reply)).orElse(reply));
  }

  private static Reply reply(List<Verdict> verdicts) {
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Rejected) {
        return Answer.to(verdicts).reply();
      }
    }
    return Answer.accepted(verdicts.size());
  }

  @Override
  public Reply later() {
    return Answer.later().reply();
  }

  @Override
  public Reply tooMany(Duration wait) {
    return Answer.tooMany(wait).reply().with("Retry-After", Reply.seconds(wait));
  }

  @Override
  public Reply tooLarge(int most) {
    return Answer.tooLarge(most).reply();
  }

  @Override
  public Reply notUnpackable() {
    return Answer.malformed(List.of()).reply();
  }

  /** Gives the answer to another method than POST. */
  public static Reply wrongMethod() {
    return Answer.wrongMethod().reply().with("Allow", "POST, OPTIONS");
  }

  /** Reads one event of this protocol, whatever route it comes by. */
  public static Reading read(byte[] body, Slice slice, Limits limits) {
    return SliceReader.read(body, slice, limits, DraftFields::new);
  }

  /**
   * Judges every event.
   *
   * @param body the request's body, unpacked
   * @param events where the events stand in it
   * @param arrival what the server knows of the request
   * @param limits what the key allows
   * @param key the key that the request came with
   */
  static List<Verdict> judge(
      byte[] body, RequestBody.Events events, Arrival arrival, Limits limits, String key) {
    List<Verdict> verdicts = new ArrayList<>(events.events().size());
    for (int i = 0; i < events.events().size(); i++) {
      Slice slice = events.events().get(i);
      EventJudge.Payload payload =
          new EventJudge.Payload(body, slice.from(), slice.length(), events.single() ? -1 : i);
      verdicts.add(judge(body, slice, payload, arrival, limits, key));
    }
    return verdicts;
  }

  private static Verdict judge(
      byte[] body,
      Slice slice,
      EventJudge.Payload payload,
      Arrival arrival,
      Limits limits,
      String key) {
    Reading reading = read(body, slice, limits);
    if (reading instanceof Reading.Read read
        && read.draft().writeKey() != null
        && !read.draft().writeKey().equals(key)) {
      Refusal otherKey =
          new Refusal(
              RejectionReason.INVALID_FIELD, "/writeKey", "differs from the key of the request");
      return EventJudge.refused(otherKey, read.draft().id(), arrival, payload);
    }
    return EventJudge.judge(reading, arrival, payload);
  }

  private static Judgement now(Answer answer) {
    return new Judgement.AnswerNow(answer.reply());
  }

  private static String key(IntakeRequest request, RequestBody cut) {
    String header = request.header("authorization");
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return header.substring(BEARER.length()).strip();
    }
    return cut instanceof RequestBody.Events events
        ? events.events().stream()
            .map(slice -> SliceReader.topLevelText(request.body(), slice, "writeKey"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null)
        : null;
  }
}
