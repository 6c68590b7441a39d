package io.impuls.service.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/**
 * Posts to subscribers by Vert.x: to the address that was checked, under the name that was asked
 * for, following no redirect, reading next to nothing of an answer, and never waiting for long.
 */
final class HttpPost implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Shorter than common servers keep one (5 s), so that none is used that is just being closed. */
  private static final Duration IDLE = Duration.ofSeconds(4);

  /**
   * Connections to one address: more than there are deliveries at a time, so that nobody waits for
   * another subscriber at the same address.
   */
  private static final int MOST_CONNECTIONS = 2_000;

  /** Bytes of an answer that are read, so that its connection can be used again. */
  private static final int MOST_READ = 16 << 10;

  private static final int MOST_HEADERS = 16 << 10;

  /** A name service that hangs holds up these threads, and none of the service's own. */
  private static final int NAME_THREADS = 4;

  private final Vertx vertx;
  private final Targets targets;
  private final Duration patience;
  private final InstantSource clock;
  private final HttpClient client;
  private final WorkerExecutor names;

  HttpPost(Vertx vertx, Targets targets, Duration patience, InstantSource clock) {
    this(vertx, targets, patience, clock, new HttpClientOptions());
  }

  /** Makes one with other trust, for tests. */
  HttpPost(
      Vertx vertx,
      Targets targets,
      Duration patience,
      InstantSource clock,
      HttpClientOptions options) {
    this.vertx = vertx;
    this.targets = targets;
    this.patience = patience;
    this.clock = clock;
    this.client =
        vertx.createHttpClient(
            options
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAliveTimeout((int) IDLE.toSeconds())
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxHeaderSize(MOST_HEADERS)
                .setVerifyHost(true));
    this.names = vertx.createSharedWorkerExecutor("webhook-names", NAME_THREADS);
  }

  /** Posts once; the future never fails. */
  Future<Reply> post(String url, Map<String, String> headers, byte[] body) {
    Promise<Reply> reply = Promise.promise();
    long deadline =
        vertx.setTimer(
            patience.toMillis(),
            timer ->
                reply.tryComplete(
                    Reply.Failed.unanswered("no answer within %s".formatted(patience))));
    names
        .<Target>executeBlocking(() -> targets.find(url), false)
        .compose(target -> send(target, headers, body, reply))
        .onFailure(error -> reply.tryComplete(Reply.Failed.unanswered(reason(error))));
    return reply.future().onComplete(done -> vertx.cancelTimer(deadline));
  }

  private Future<?> send(
      Target target, Map<String, String> headers, byte[] body, Promise<Reply> reply) {
    if (target instanceof Target.Unusable unusable) {
      reply.tryComplete(Reply.Failed.unanswered("the URL " + unusable.reason()));
    }
    // nobody waits for it any more: after the deadline nothing must be sent
    if (reply.future().isComplete()) {
      return Future.succeededFuture();
    }
    return client
        .request(options((Target.Usable) target))
        .compose(
            request -> {
              if (reply.future().isComplete()) {
                request.reset();
                return Future.succeededFuture();
              }
              reply.future().onComplete(done -> giveUp(request, done.result()));
              headers.forEach(request::putHeader);
              return request
                  .send(Buffer.buffer(body))
                  .onSuccess(response -> answered(request, response, reply));
            });
  }

  private static RequestOptions options(Target.Usable target) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(checked(target)))
        .setHost(target.url().getHost())
        .setPort(target.port())
        .setSsl(target.encrypted())
        .setFollowRedirects(false)
        .setURI(target.pathAndQuery());
  }

  /** Without the name, so that nobody asks for its address again. */
  private static InetSocketAddress checked(Target.Usable target) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(target.address().getAddress()), target.port());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private void answered(
      HttpClientRequest request, HttpClientResponse response, Promise<Reply> reply) {
    AtomicInteger read = new AtomicInteger();
    // whoever goes on talking loses the connection, which is of no use to anybody then
    long enough = vertx.setTimer(CONNECT.toMillis(), timer -> request.reset());
    response.exceptionHandler(error -> vertx.cancelTimer(enough));
    response.endHandler(end -> vertx.cancelTimer(enough));
    response.handler(
        piece -> {
          if (read.addAndGet(piece.length()) > MOST_READ) {
            request.reset();
          }
        });
    reply.tryComplete(Answers.reply(response, clock.instant()));
  }

  /** A request that was not answered in time must not be taken later on. */
  private static void giveUp(HttpClientRequest request, Reply reply) {
    if (reply instanceof Reply.Failed failed && failed.status() == 0) {
      request.reset();
    }
  }

  private static String reason(Throwable error) {
    if (error instanceof SSLException || error.getCause() instanceof SSLException) {
      return "TLS failed: look at the certificate";
    }
    if (error instanceof ConnectException) {
      return "it cannot be connected to";
    }
    if (error instanceof HttpClosedException) {
      return "it closed the connection without an answer";
    }
    // not the message, which may quote the address
    return "the request failed: " + error.getClass().getSimpleName();
  }

  @Override
  public void close() {
    client.close();
    names.close();
  }
}
