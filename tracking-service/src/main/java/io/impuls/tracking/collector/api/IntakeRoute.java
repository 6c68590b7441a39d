package io.impuls.tracking.collector.api;

import io.impuls.tracking.collector.domain.CollectorMetrics;
import io.impuls.tracking.collector.domain.CookieConsent;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.IntakeProtocol;
import io.impuls.tracking.collector.domain.IntakeProtocol.Judgement;
import io.impuls.tracking.collector.domain.RateLimits;
import io.impuls.tracking.collector.domain.Reply;
import io.impuls.tracking.collector.domain.Unpacking;
import io.impuls.tracking.collector.domain.Verdict;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is the same on every way in: read, unpack, judge, store, answer. An event loop never waits
 * here: large bodies are judged on a worker, and the answer is written when Kafka has acknowledged.
 */
public final class IntakeRoute {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeRoute.class);

  /** Bodies up to this are judged where they were read: it takes less than handing them over. */
  private static final int SMALL = 32 << 10;

  /**
   * Before the handlers of Quarkus that look for a token (-200) or a resource (-199): neither is
   * ours, and each event would pay for the search.
   */
  private static final int ORDER = -1_000;

  private final IntakeProtocol protocol;
  private final int mostBytes;
  private final Gate gate;
  private final IntakeLog log;
  private final CollectorMetrics metrics;
  private final InstantSource clock;

  /**
   * Makes the route of a protocol; {@link #register} opens it.
   *
   * @param protocol judges and words the answers
   * @param mostBytes bytes of a body, packed and unpacked alike
   * @param gate says who a client is, and whether it may send
   * @param log where verdicts go
   * @param metrics counts answers
   * @param clock tells when a request arrived
   */
  public IntakeRoute(
      IntakeProtocol protocol,
      int mostBytes,
      Gate gate,
      IntakeLog log,
      CollectorMetrics metrics,
      InstantSource clock) {
    this.protocol = protocol;
    this.mostBytes = mostBytes;
    this.gate = gate;
    this.log = log;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Opens the route for some methods, with preflights.
   *
   * @param path a path, or a pattern of Vert.x such as {@code /v1/imports/:run}; an end slash makes
   *     no difference
   */
  public void register(Router router, String path, HttpMethod... methods) {
    String allowed =
        Stream.concat(Stream.of(methods), Stream.of(HttpMethod.OPTIONS))
            .map(HttpMethod::name)
            .collect(Collectors.joining(", "));
    router
        .route(HttpMethod.OPTIONS, path)
        .order(ORDER)
        .handler(context -> CrossOrigin.preflight(context.request(), allowed));
    for (HttpMethod method : methods) {
      router.route(method, path).order(ORDER).handler(this::receive);
    }
  }

  /** Answers every method of a path that has not been registered. */
  public void otherwise(Router router, String path, Reply reply) {
    router.route(path).order(ORDER).handler(context -> answer(context, reply, System.nanoTime()));
  }

  private void receive(RoutingContext context) {
    long started = System.nanoTime();
    CrossOrigin.echo(context.request());
    String address = gate.address(context.request());
    Duration wait = gate.limits().request(address);
    if (!wait.isZero()) {
      limited(context, RateLimits.By.ADDRESS, wait, started);
      return;
    }
    BodyReader.read(
        context.request(),
        new BodyReader.Bounds(mostBytes, gate.longestBody()),
        body -> judge(context, new Received(body, address, clock.instant()), started),
        () -> answer(context, protocol.tooLarge(mostBytes), started));
  }

  /** A body read to its end. */
  private record Received(byte[] body, String address, Instant at) {}

  private void limited(RoutingContext context, RateLimits.By by, Duration wait, long started) {
    metrics.limited(by);
    answer(context, protocol.tooMany(wait), started);
    // what is still on its way is dropped unread
    context.request().resume();
  }

  private void judge(RoutingContext context, Received received, long started) {
    if (protocol.needsKafka() && !log.available()) {
      answer(context, protocol.later(), started);
      return;
    }
    if (received.body().length <= SMALL && !Unpacking.isPacked(received.body())) {
      try {
        act(context, judge(context, received), started);
      } catch (RuntimeException e) {
        failed(context, e, started);
      }
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> judge(context, received), false)
        .onSuccess(judgement -> act(context, judgement, started))
        .onFailure(error -> failed(context, error, started));
  }

  private Judgement judge(RoutingContext context, Received received) {
    byte[] body = received.body();
    if (Unpacking.isPacked(body)) {
      Unpacking unpacking = Unpacking.of(body, mostBytes);
      if (unpacking instanceof Unpacking.TooLarge) {
        return new Judgement.AnswerNow(protocol.tooLarge(mostBytes));
      }
      if (unpacking instanceof Unpacking.Broken) {
        return new Judgement.AnswerNow(protocol.notUnpackable());
      }
      body = ((Unpacking.Unpacked) unpacking).body();
    }
    return protocol.judge(
        new VertxRequest(context.request(), received.address(), body, received.at()));
  }

  /** A fault of ours is answered like an outage: the sender keeps its events. */
  private void failed(RoutingContext context, Throwable error, long started) {
    LOG.error("a request could not be judged", error);
    answer(context, protocol.later(), started);
  }

  private void act(RoutingContext context, Judgement judgement, long started) {
    if (judgement instanceof Judgement.AnswerNow now) {
      answer(context, now.reply(), started);
      return;
    }
    Context loop = context.vertx().getOrCreateContext();
    if (judgement instanceof Judgement.Pending pending) {
      pending
          .judgement()
          .whenComplete(
              (found, error) ->
                  loop.runOnContext(
                      x -> {
                        if (error == null) {
                          act(context, found, started);
                        } else {
                          failed(context, error, started);
                        }
                      }));
      return;
    }
    store(context, (Judgement.Store) judgement, loop, started);
  }

  private void store(RoutingContext context, Judgement.Store store, Context loop, long started) {
    Duration wait = gate.events(store.verdicts());
    if (!wait.isZero()) {
      limited(context, RateLimits.By.KEY, wait, started);
      return;
    }
    Waiting waiting = Waiting.of(store);
    CompletionStage<IntakeLog.Outcome> outcome = log.store(store.verdicts());
    store.unstored().ifPresent(unstored -> hurry(context, unstored, started));
    outcome.thenAccept(o -> loop.runOnContext(x -> stored(context, o, waiting, started)));
  }

  /** What an answer needs of its request: while thousands wait, their events are let go. */
  private record Waiting(
      int accepted, int rejected, Reply whenStored, Optional<Judgement.Unstored> unstored) {

    static Waiting of(Judgement.Store store) {
      int rejected = 0;
      for (Verdict verdict : store.verdicts()) {
        rejected += verdict instanceof Verdict.Rejected ? 1 : 0;
      }
      return new Waiting(
          store.verdicts().size() - rejected,
          rejected,
          CookieConsent.of(store.verdicts(), store.whenStored()),
          store.unstored());
    }
  }

  /** Answers somebody who cannot come again as soon as their patience is over. */
  private void hurry(RoutingContext context, Judgement.Unstored unstored, long started) {
    context
        .vertx()
        .setTimer(
            unstored.patience().toMillis(),
            timer -> {
              if (!context.response().ended()) {
                answer(context, unstored.reply(), started);
              }
            });
  }

  private void stored(
      RoutingContext context, IntakeLog.Outcome outcome, Waiting waiting, long started) {
    Reply reply =
        switch (outcome) {
          case STORED -> {
            metrics.stored(waiting.accepted(), waiting.rejected());
            yield waiting.whenStored();
          }
          case UNAVAILABLE -> {
            waiting
                .unstored()
                .ifPresent(unstored -> metrics.lost(waiting.accepted() + waiting.rejected()));
            yield waiting.unstored().map(Judgement.Unstored::reply).orElseGet(protocol::later);
          }
        };
    if (!context.response().ended()) {
      answer(context, reply, started);
    }
  }

  private void answer(RoutingContext context, Reply reply, long started) {
    metrics.answered(reply.status(), Duration.ofNanos(System.nanoTime() - started));
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (reply.contentType() != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
    }
    for (Reply.Header header : reply.headers()) {
      if (header.name().equalsIgnoreCase("Set-Cookie")) {
        response.headers().add(header.name(), header.value());
      } else {
        response.putHeader(header.name(), header.value());
      }
    }
    response.end(Buffer.buffer(reply.body()));
  }
}
