package io.impuls.tracking.collector.api;

import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.tracking.collector.domain.Arrival;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.domain.RequestBody;
import io.impuls.tracking.collector.domain.Verdict;
import io.impuls.tracking.collector.protocol.NativeProtocol;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Judges one request whose body is read: either it is answered at once, or its verdicts have to be
 * stored first.
 */
final class Reception {

  private static final String BEARER = "bearer ";

  private final KnownSources sources;
  private final IntakeLog log;
  private final RequestLimits limits;

  Reception(KnownSources sources, IntakeLog log, RequestLimits limits) {
    this.sources = sources;
    this.log = log;
    this.limits = limits;
  }

  /** What to do with a request. */
  sealed interface Judgement {

    /** Nothing to store. */
    record AnswerNow(Answer answer) implements Judgement {}

    /** To be stored, then answered. */
    record Store(List<Verdict> verdicts) implements Judgement {}
  }

  /** Judges a request. It touches no more of the request than its headers and the answer's. */
  Judgement judge(HttpServerRequest request, byte[] received, Instant receivedAt) {
    byte[] body = received;
    if (Unpacking.isPacked(received)) {
      Unpacking unpacking = Unpacking.of(received, limits.batchBytes());
      if (unpacking instanceof Unpacking.TooLarge) {
        return now(Answer.tooLarge(limits.batchBytes()));
      }
      if (unpacking instanceof Unpacking.Broken) {
        return now(Answer.malformed(List.of()));
      }
      body = ((Unpacking.Unpacked) unpacking).body();
    }
    RequestBody cut = RequestBody.of(body, limits.batchEvents());
    String key = key(request, body, cut);
    Optional<TrackingSource> source = key == null ? Optional.empty() : sources.byKey(key);
    if (source.isEmpty()) {
      return now(
          key == null && cut instanceof RequestBody.Unreadable
              ? Answer.malformed(List.of())
              : Answer.unknownKey());
    }
    return judge(request, body, cut, source.get(), key, receivedAt);
  }

  private Judgement judge(
      HttpServerRequest request,
      byte[] body,
      RequestBody cut,
      TrackingSource source,
      String key,
      Instant receivedAt) {
    boolean backend = source.kind() == Source.Kind.BACKEND;
    if (!backend && !CrossOrigin.allows(source, request)) {
      return now(Answer.wrongOrigin());
    }
    if (cut instanceof RequestBody.Unreadable) {
      return now(Answer.malformed(List.of()));
    }
    if (cut instanceof RequestBody.TooMany) {
      return now(Answer.tooMany(limits.batchEvents()));
    }
    if (!log.available()) {
      return now(Answer.later());
    }
    Arrival arrival =
        new Arrival(
            source,
            receivedAt,
            backend ? null : VisitorCookie.renew(request),
            request.getHeader(HttpHeaders.USER_AGENT),
            request.remoteAddress() == null ? null : request.remoteAddress().hostAddress(),
            language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
            request.path());
    return new Judgement.Store(
        NativeProtocol.judge(
            body, (RequestBody.Events) cut, arrival, limits.of(source.kind()), key));
  }

  private static Judgement now(Answer answer) {
    return new Judgement.AnswerNow(answer);
  }

  private static String key(HttpServerRequest request, byte[] body, RequestBody cut) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return header.substring(BEARER.length()).strip();
    }
    return cut instanceof RequestBody.Events events ? NativeProtocol.writeKey(body, events) : null;
  }

  private static String language(String accepted) {
    if (accepted == null) {
      return null;
    }
    String first = accepted.split("[,;]", 2)[0].strip();
    return first.isEmpty() || first.length() > 35 ? null : first;
  }
}
