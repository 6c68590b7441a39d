package io.impuls.tracking.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import io.impuls.service.problem.Problem;
import io.impuls.tracking.collector.domain.CollectorMetrics;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.domain.Verdict;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/events}: read, judge, store, answer. An event loop never waits here: large bodies
 * are judged on a worker, and the answer is written when Kafka has acknowledged.
 */
public final class CollectorRoute {

  /** The route. */
  public static final String PATH = "/v1/events";

  private static final Logger LOG = LoggerFactory.getLogger(CollectorRoute.class);

  /** Bodies up to this are judged where they were read: it takes less than handing them over. */
  private static final int SMALL = 32 << 10;

  private static final String RETRY_AFTER_SECONDS = "1";

  private final Reception reception;
  private final IntakeLog log;
  private final RequestLimits limits;
  private final CollectorMetrics metrics;
  private final InstantSource clock;

  /** Makes the route; {@link #register} opens it. */
  public CollectorRoute(
      KnownSources sources,
      IntakeLog log,
      RequestLimits limits,
      CollectorMetrics metrics,
      InstantSource clock) {
    this.reception = new Reception(sources, log, limits);
    this.log = log;
    this.limits = limits;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Opens the route. */
  public void register(Router router) {
    router
        .route(HttpMethod.OPTIONS, PATH)
        .handler(context -> CrossOrigin.preflight(context.request()));
    router.route(HttpMethod.POST, PATH).handler(this::receive);
    router
        .route(PATH)
        .handler(
            context -> {
              context.response().putHeader(HttpHeaders.ALLOW, "POST, OPTIONS");
              answer(context, Answer.wrongMethod(), System.nanoTime());
            });
  }

  private void receive(RoutingContext context) {
    long started = System.nanoTime();
    CrossOrigin.echo(context.request());
    BodyReader.read(
        context.request(),
        limits.batchBytes(),
        body -> judge(context, body, started),
        () -> answer(context, Answer.tooLarge(limits.batchBytes()), started));
  }

  private void judge(RoutingContext context, byte[] body, long started) {
    if (body.length <= SMALL && !Unpacking.isPacked(body)) {
      try {
        act(context, reception.judge(context.request(), body, clock.instant()), started);
      } catch (RuntimeException e) {
        failed(context, e, started);
      }
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> reception.judge(context.request(), body, clock.instant()), false)
        .onSuccess(judgement -> act(context, judgement, started))
        .onFailure(error -> failed(context, error, started));
  }

  /** A fault of ours is answered like an outage: the sender keeps its events. */
  private void failed(RoutingContext context, Throwable error, long started) {
    LOG.error("a request could not be judged", error);
    answer(context, Answer.later(), started);
  }

  private void act(RoutingContext context, Reception.Judgement judgement, long started) {
    if (judgement instanceof Reception.Judgement.AnswerNow now) {
      answer(context, now.answer(), started);
      return;
    }
    List<Verdict> verdicts = ((Reception.Judgement.Store) judgement).verdicts();
    Context loop = context.vertx().getOrCreateContext();
    log.store(verdicts)
        .thenAccept(outcome -> loop.runOnContext(x -> stored(context, outcome, verdicts, started)));
  }

  private void stored(
      RoutingContext context, IntakeLog.Outcome outcome, List<Verdict> verdicts, long started) {
    switch (outcome) {
      case STORED -> {
        int rejected = (int) verdicts.stream().filter(Verdict.Rejected.class::isInstance).count();
        metrics.stored(verdicts.size() - rejected, rejected);
        answer(context, Answer.to(verdicts), started);
      }
      case UNAVAILABLE -> answer(context, Answer.later(), started);
    }
  }

  private void answer(RoutingContext context, Answer answer, long started) {
    metrics.answered(answer.status(), Duration.ofNanos(System.nanoTime() - started));
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (answer.again()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    String type = answer instanceof Answer.Done ? "application/json" : Problem.MEDIA_TYPE;
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json(answer.content()));
  }

  private static String json(Object content) {
    try {
      return Json.mapper().writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can always be written", e);
    }
  }
}
