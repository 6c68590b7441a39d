package io.impuls.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sends bodies to one address. */
public final class HttpLoad implements AutoCloseable {

  /** Longest delay that is told apart: a minute. */
  private static final long HIGHEST_MICROS = 60_000_000L;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final String path;
  private final String authorization;
  private final LongFunction<Buffer> bodies;
  private final AtomicLong sequence;

  /**
   * Makes a load.
   *
   * @param port where the server listens on the loopback interface
   * @param path where to post
   * @param authorization value of the header
   * @param connections most connections at once
   * @param bodies body by number; every number is used once
   * @param sequence gives the numbers; shared by loads whose bodies must differ
   */
  public HttpLoad(
      int port,
      String path,
      String authorization,
      int connections,
      LongFunction<Buffer> bodies,
      AtomicLong sequence) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(-1)
                .setKeepAlive(true)
                .setPipelining(false));
    this.path = path;
    this.authorization = authorization;
    this.bodies = bodies;
    this.sequence = sequence;
  }

  /** Keeps {@code concurrency} requests under way: the ceiling of the server. */
  public Load closedLoop(int concurrency, Duration warmup, Duration measured) {
    Run run = new Run(System.nanoTime() + warmup.toNanos(), measured);
    for (int i = 0; i < concurrency; i++) {
      again(run);
    }
    run.await();
    return run.load();
  }

  /** Sends {@code rate} requests a second by a fixed schedule, whatever becomes of them. */
  public Load openLoop(double rate, Duration warmup, Duration measured) {
    long begin = System.nanoTime();
    Run run = new Run(begin + warmup.toNanos(), measured);
    long gap = (long) (1e9 / rate);
    long intended = begin;
    while (intended < run.end) {
      long now = System.nanoTime();
      if (now < intended) {
        java.util.concurrent.locks.LockSupport.parkNanos(intended - now);
        continue;
      }
      post(run, intended, () -> {});
      intended += gap;
    }
    run.await();
    return run.load();
  }

  /** Posts {@code requests} at once and gives when the last one was answered. */
  public CountDownLatch burst(int requests) {
    CountDownLatch open = new CountDownLatch(requests);
    Run run = new Run(System.nanoTime(), Duration.ofHours(1));
    for (int i = 0; i < requests; i++) {
      post(run, System.nanoTime(), open::countDown);
    }
    return open;
  }

  private void again(Run run) {
    if (System.nanoTime() >= run.end) {
      return;
    }
    post(run, System.nanoTime(), () -> again(run));
  }

  private void post(Run run, long intended, Runnable then) {
    Buffer body = bodies.apply(sequence.getAndIncrement());
    run.underWay.incrementAndGet();
    client
        .request(HttpMethod.POST, path)
        .compose(request -> send(request, body))
        .compose(response -> response.body().map(answer -> response.statusCode()))
        .onComplete(
            status -> {
              run.answered(intended, body.length(), status.succeeded() ? status.result() : 0);
              then.run();
            });
  }

  private io.vertx.core.Future<HttpClientResponse> send(HttpClientRequest request, Buffer body) {
    return request
        .putHeader("Content-Type", "application/json")
        .putHeader("Authorization", authorization)
        .send(body);
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** One measurement. */
  private static final class Run {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    private final long begin;
    private final long end;
    private final Duration measured;
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final Histogram delays = new ConcurrentHistogram(HIGHEST_MICROS, 3);

    Run(long begin, Duration measured) {
      this.begin = begin;
      this.end = begin + measured.toNanos();
      this.measured = measured;
    }

    void answered(long intended, int length, int status) {
      underWay.decrementAndGet();
      long now = System.nanoTime();
      if (now < begin || now >= end) {
        return;
      }
      if (status != 200) {
        failures.incrementAndGet();
        return;
      }
      requests.incrementAndGet();
      bytes.addAndGet(length);
      delays.recordValue(Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(now - intended)));
    }

    void await() {
      long limit = end + LAST_ANSWERS.toNanos();
      while (System.nanoTime() < end || underWay.get() > 0 && System.nanoTime() < limit) {
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000L);
      }
    }

    Load load() {
      return new Load(
          requests.get(), failures.get(), measured.toNanos() / 1e9, bytes.get(), delays);
    }
  }
}
