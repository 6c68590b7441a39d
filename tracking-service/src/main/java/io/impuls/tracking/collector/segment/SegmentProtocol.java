package io.impuls.tracking.collector.segment;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeRequest;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.RequestLimits;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.json.Reading;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.Arrivals;
import io.impuls.tracking.collector.protocol.EventJudge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Segment tracking API: single calls and batches, each message by itself. */
public final class SegmentProtocol implements IntakeProtocol {

  private final KnownSources sources;
  private final RequestLimits limits;

  /** Makes the protocol of the sources it serves and what it allows them. */
  public SegmentProtocol(KnownSources sources, RequestLimits limits) {
    this.sources = sources;
    this.limits = limits;
  }

  /** Gives every path: batches and single calls, by name and by the browser library's letter. */
  public static List<String> paths() {
    Stream<String> calls =
        Arrays.stream(Call.values()).flatMap(call -> Stream.of(call.word(), call.letter()));
    return Stream.concat(Stream.of("batch", "import", "b"), calls)
        .map(end -> "/v1/" + end)
        .toList();
  }

  @Override
  public Judgement judge(IntakeRequest request) {
    Optional<Body> body = Body.of(request, limits.batchEvents());
    if (body.isEmpty()) {
      return now(Answers.malformed());
    }
    Body messages = body.get();
    if (messages.key() == null && !messages.whole()) {
      return now(Answers.malformed());
    }
    Optional<TrackingSource> source =
        messages.key() == null ? Optional.empty() : sources.byKey(messages.key());
    if (source.isEmpty()) {
      return now(Answers.unknownKey());
    }
    boolean secret = source.get().kind() == Source.Kind.BACKEND;
    if (!secret && !Arrivals.originAllowed(source.get(), request)) {
      return now(Answers.wrongOrigin());
    }
    if (messages.tooMany()) {
      return now(Answers.tooLarge("messages", limits.batchEvents()));
    }
    if (messages.sharedBytes() > limits.batchBytes()) {
      return now(
          Answers.tooLarge("bytes, its context counted for every message", limits.batchBytes()));
    }
    return messages.slices().isEmpty()
        ? now(messages.whole() ? Answers.done() : Answers.malformed())
        : store(request, messages, source.get());
  }

  private Judgement store(IntakeRequest request, Body body, TrackingSource source) {
    boolean secret = source.kind() == Source.Kind.BACKEND;
    Limits allowed = limits.of(source.kind());
    Shared shared;
    String device = secret ? null : LibraryCookie.anonymousId(request);
    try {
      shared = body.shared(allowed, device, secret);
    } catch (RefusedException e) {
      return now(Answers.malformed());
    }
    Visitor visitor = secret ? Visitor.NONE : Visitor.of(request, source);
    List<Verdict> verdicts = new ArrayList<>(body.slices().size());
    boolean readable = false;
    for (int i = 0; i < body.slices().size(); i++) {
      Slice slice = body.slices().get(i);
      Reading reading =
          SliceReader.read(request.body(), slice, allowed, in -> new MessageFields(in, shared));
      String named = reading instanceof Reading.Read read ? read.draft().anonymousId() : null;
      Arrival arrival = Arrivals.of(source, request, visitor.id(named));
      readable |= !malformed(reading);
      verdicts.add(
          EventJudge.judge(
              reading,
              arrival,
              new EventJudge.Payload(
                  request.body(),
                  slice.from(),
                  slice.length(),
                  body.single() ? -1 : i,
                  () -> body.around(device))));
    }
    return new Judgement.Store(
        verdicts, visitor.set(readable ? Answers.done() : Answers.malformed()));
  }

  private static boolean malformed(Reading reading) {
    return reading instanceof Reading.Refused refused
        && refused.refusal().reason() == RejectionReason.MALFORMED;
  }

  @Override
  public Reply later() {
    return Answers.later();
  }

  /** Never 413: it would be given up, like 400, but not by every client. */
  @Override
  public Reply tooLarge(int most) {
    return Answers.tooLarge("bytes", most);
  }

  @Override
  public Reply notUnpackable() {
    return Answers.malformed();
  }

  /** Gives the answer to another method than POST. */
  public static Reply wrongMethod() {
    return Answers.wrongMethod();
  }

  private static Judgement now(Reply reply) {
    return new Judgement.AnswerNow(reply);
  }
}
