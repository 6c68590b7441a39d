package io.impuls.tracking.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.service.problem.Problem;
import io.impuls.tracking.collector.domain.CollectorMetrics;
import io.impuls.tracking.collector.domain.IntakeLog;
import io.impuls.tracking.collector.domain.KnownSources;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.imports.ImportJob;
import io.impuls.tracking.collector.imports.ImportReceipt;
import io.impuls.tracking.collector.imports.ImportRun;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/imports?run=ID&from=ROW}: history as lines of JSON, of any length, packed or not.
 * Each import holds a worker thread and about two megabytes, so only a few run at a time.
 */
public final class ImportRoute {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRoute.class);

  /** Before Quarkus looks at the length of bodies, of which this route has no bound. */
  private static final int BEFORE_THE_BODY_LIMIT = -3;

  private static final int IMPORTS_AT_ONCE = 4;
  private static final long LAST_ROW = 1_000_000_000_000L;
  private static final String BEARER = "bearer ";
  private static final String RETRY_SECONDS = "2";

  private final KnownSources sources;
  private final Limits limits;
  private final Gate gate;
  private final IntakeLog log;
  private final CollectorMetrics metrics;
  private final Semaphore places = new Semaphore(IMPORTS_AT_ONCE);

  /** Makes the route for rows of the size that {@code limits} allow. */
  public ImportRoute(
      KnownSources sources, Limits limits, Gate gate, IntakeLog log, CollectorMetrics metrics) {
    this.sources = sources;
    this.limits = limits;
    this.gate = gate;
    this.log = log;
    this.metrics = metrics;
  }

  /** An answer of a kind that a client acts on, with what was stored before it. */
  private record Answer(int status, String contentType, Object body) {
    static Answer of(Problem problem) {
      return new Answer(problem.status(), Problem.MEDIA_TYPE, problem);
    }
  }

  /**
   * A problem with how far the import came.
   *
   * @param title what happened
   * @param status the answer's status
   * @param detail what to do
   * @param receipt what was stored
   */
  private record Halted(String title, int status, String detail, ImportReceipt receipt) {}

  /** Opens the route. */
  public void register(Router router) {
    router
        .route(HttpMethod.POST, ImportRun.PATH)
        .order(BEFORE_THE_BODY_LIMIT)
        .handler(this::receive);
    router
        .route(ImportRun.PATH)
        .handler(
            context ->
                answer(
                    context,
                    Answer.of(Problem.of(405, "Method not allowed", "Send rows with POST")),
                    System.nanoTime()));
  }

  private void receive(RoutingContext context) {
    long started = System.nanoTime();
    HttpServerRequest request = context.request();
    Optional<TrackingSource> source = key(request).flatMap(sources::byKey);
    String run = request.getParam("run");
    long from = row(request.getParam("from"));
    Optional<Problem> refusal = refusal(source.orElse(null), run, from);
    if (refusal.isPresent()) {
      answer(context, Answer.of(refusal.get()), started);
      return;
    }
    if (!log.available() || !places.tryAcquire()) {
      answer(context, halted(503, "come again with the same rows", run, from), started);
      return;
    }
    BodyPipe body = BodyPipe.of(request, context.vertx().getOrCreateContext());
    ImportJob job =
        new ImportJob(
            new ImportRun(source.orElseThrow(), run, limits),
            from,
            log,
            gate.limits(),
            InstantSource.system());
    context
        .vertx()
        .executeBlocking(() -> store(job, body), false)
        .onComplete(x -> places.release())
        .onSuccess(end -> answer(context, end, started))
        .onFailure(
            error -> {
              LOG.error("an import failed, run={}", run, error);
              answer(context, halted(503, "come again with the same rows", run, from), started);
            });
  }

  private Answer store(ImportJob job, InputStream body) throws InterruptedException {
    InputStream rows;
    try {
      rows = unpacked(body);
    } catch (IOException e) {
      return Answer.of(
          Problem.invalid("The body is packed, but not so that it can be unpacked", List.of()));
    }
    ImportJob.End end = job.store(rows);
    ImportReceipt receipt = end.receipt();
    metrics.stored((int) receipt.accepted(), (int) receipt.rejected());
    if (end instanceof ImportJob.End.Done) {
      return new Answer(200, "application/json", receipt);
    }
    return end instanceof ImportJob.End.Later
        ? halted(503, receipt, "Not available at the moment", "go on with receipt.nextRow")
        : halted(400, receipt, "The request is not valid", "the body is cut short or not gzip");
  }

  /** Whatever the headers say: the first bytes tell. */
  private static InputStream unpacked(InputStream body) throws IOException {
    PushbackInputStream rest = new PushbackInputStream(body, 2);
    byte[] head = rest.readNBytes(2);
    rest.unread(head);
    boolean packed = head.length == 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
    return packed ? new GZIPInputStream(rest, 8_192) : rest;
  }

  private static Optional<Problem> refusal(TrackingSource source, String run, long from) {
    if (source == null) {
      return Optional.of(
          Problem.of(401, "Unknown key", "Send a server key as 'Authorization: Bearer KEY'"));
    }
    if (source.kind() != Source.Kind.BACKEND) {
      return Optional.of(Problem.of(403, "Forbidden", "History is imported with a server key"));
    }
    if (!ImportRun.isId(run)) {
      return Optional.of(
          Problem.invalid("run", "name the run: 1 to 100 letters, digits, '.', '_' or '-'"));
    }
    return from < 1
        ? Optional.of(Problem.invalid("from", "must be the number of the first row, from 1"))
        : Optional.empty();
  }

  private static Optional<String> key(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static long row(String text) {
    if (text == null) {
      return 1;
    }
    try {
      long row = Long.parseLong(text);
      return row > LAST_ROW ? -1 : row;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static Answer halted(int status, String detail, String run, long from) {
    return halted(
        status,
        new ImportReceipt(run, 0, 0, from, List.of()),
        "Not available at the moment",
        detail);
  }

  private static Answer halted(int status, ImportReceipt receipt, String title, String detail) {
    return new Answer(status, Problem.MEDIA_TYPE, new Halted(title, status, detail, receipt));
  }

  private void answer(RoutingContext context, Answer answer, long started) {
    metrics.answered(answer.status(), Duration.ofNanos(System.nanoTime() - started));
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    if (answer.status() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (answer.status() != 200) {
      // what is still on its way is nobody's any more
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    try {
      response.end(Buffer.buffer(Json.mapper().writeValueAsBytes(answer.body())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can always be written", e);
    }
    if (answer.status() != 200) {
      context.request().resume();
    }
  }
}
