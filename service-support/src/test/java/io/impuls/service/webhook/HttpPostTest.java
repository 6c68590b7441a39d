package io.impuls.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on the loopback, which is called by names of our own. */
class HttpPostTest {

  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  private static final String PASSWORD = "password";

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger lookups = new AtomicInteger();

  /** The first answer of the name service is ours, every later one would lead elsewhere. */
  private final Targets targets = targets("127.0.0.1", "10.0.0.1");

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void postsToTheCheckedAddressUnderTheNameThatWasAskedFor() throws Exception {
    int port = serve(request -> request.response().setStatusCode(204).end());

    Reply reply =
        post(
            poster(targets),
            "http://hooks.example:%d/a?b=c".formatted(port),
            Duration.ofSeconds(20));

    assertThat(reply).isEqualTo(new Reply.Taken(204));
    assertThat(seen).containsExactly("POST /a?b=c hooks.example:%d 1 {\"a\":1}".formatted(port));
    assertThat(lookups).as("nobody asks for the address again").hasValue(1);
  }

  @Test
  void looksWhereANameLeadsBeforeEveryDelivery() throws Exception {
    int port = serve(request -> request.response().end());
    HttpPost post = poster(targets);
    String url = "http://hooks.example:%d/".formatted(port);

    assertThat(post(post, url, Duration.ofSeconds(20))).isInstanceOf(Reply.Taken.class);
    Reply.Failed rebound = (Reply.Failed) post(post, url, Duration.ofSeconds(20));

    assertThat(rebound.reason()).contains("public internet");
    assertThat(seen).hasSize(1);
  }

  @Test
  void followsNoRedirect() throws Exception {
    int port =
        serve(
            request ->
                request.response().setStatusCode(302).putHeader("location", "/elsewhere").end());

    Reply.Failed reply = (Reply.Failed) post(poster(targets), url(port), Duration.ofSeconds(20));

    assertThat(reply.status()).isEqualTo(302);
    assertThat(seen).hasSize(1);
  }

  @Test
  void doesNotWaitForEver() throws Exception {
    int port = serve(request -> {});

    HttpPost impatient =
        new HttpPost(vertx, targets, Duration.ofSeconds(1), InstantSource.system());
    Reply.Failed reply = (Reply.Failed) post(impatient, url(port), Duration.ofSeconds(10));

    assertThat(reply.status()).isZero();
    assertThat(reply.reason()).contains("PT1S");
  }

  /** An endless answer: its status counts, and the connection is given up. */
  @Test
  void readsNextToNothingOfAnAnswer() throws Exception {
    AtomicInteger ended = new AtomicInteger();
    int port =
        serve(
            request -> {
              request.response().setChunked(true);
              request.connection().closeHandler(closed -> ended.incrementAndGet());
              long timer =
                  vertx.setPeriodic(
                      5, t -> request.response().write(Buffer.buffer(new byte[4 << 10])));
              request.response().exceptionHandler(broken -> vertx.cancelTimer(timer));
            });

    assertThat(post(poster(targets), url(port), Duration.ofSeconds(20)))
        .isEqualTo(new Reply.Taken(200));
    await().atMost(Duration.ofSeconds(10)).until(() -> ended.get() == 1);
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    Reply.Failed reply = (Reply.Failed) post(poster(targets), url(1), Duration.ofSeconds(20));

    assertThat(reply).isEqualTo(Reply.Failed.unanswered("it cannot be connected to"));
  }

  @Test
  void believesOnlyACertificateOfTheNameThatWasAskedFor() throws Exception {
    PfxOptions certificate = certificateOf("hooks.example");
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate));
    int port = serve(server, request -> request.response().end());
    HttpClientOptions trusting = new HttpClientOptions().setTrustOptions(certificate);
    HttpPost post =
        new HttpPost(
            vertx,
            targets("127.0.0.1", "127.0.0.1"),
            Duration.ofSeconds(20),
            InstantSource.system(),
            trusting);

    assertThat(post(post, "https://hooks.example:%d/".formatted(port), Duration.ofSeconds(6)))
        .isEqualTo(new Reply.Taken(200));
    Reply.Failed other =
        (Reply.Failed)
            post(post, "https://other.example:%d/".formatted(port), Duration.ofSeconds(6));
    assertThat(other.reason()).contains("certificate");
    Reply.Failed distrusted =
        (Reply.Failed)
            post(
                poster(targets("127.0.0.1", "127.0.0.1")),
                "https://hooks.example:%d/".formatted(port),
                Duration.ofSeconds(6));
    assertThat(distrusted.reason()).contains("certificate");
    assertThat(seen).hasSize(1);
  }

  /** Made by the JDK's own tool: the platform has no way to make one. */
  private PfxOptions certificateOf(String name) throws Exception {
    Path store = directory.resolve("certificate.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).isZero();
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }

  private HttpPost poster(Targets where) {
    return new HttpPost(vertx, where, Duration.ofSeconds(20), InstantSource.system());
  }

  private static Reply post(HttpPost post, String url, Duration most) throws Exception {
    return post.post(url, Map.of("webhook-id", "1"), BODY)
        .toCompletionStage()
        .toCompletableFuture()
        .get(most.toSeconds(), TimeUnit.SECONDS);
  }

  private static String url(int port) {
    return "http://hooks.example:%d/".formatted(port);
  }

  private Targets targets(String first, String then) {
    return new Targets(
        new ReachableAddresses(List.of("127.0.0.0/8")),
        host -> List.of(address(lookups.getAndIncrement() == 0 ? first : then)));
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  private int serve(Handler<HttpServerRequest> answer) {
    return serve(vertx.createHttpServer(), answer);
  }

  private int serve(HttpServer server, Handler<HttpServerRequest> answer) {
    Future<HttpServer> listening =
        server
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              seen.add(
                                  "%s %s %s %s %s"
                                      .formatted(
                                          request.method(),
                                          request.uri(),
                                          request.getHeader("host"),
                                          request.getHeader("webhook-id"),
                                          body));
                              answer.handle(request);
                            }))
            .listen(0, "127.0.0.1");
    return listening.toCompletionStage().toCompletableFuture().join().actualPort();
  }
}
