package io.impuls.tracking;

import static org.awaitility.Awaitility.await;

import io.impuls.embedded.process.Ports;
import io.impuls.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built service as a process of its own, as operators run it. */
final class TrackingProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  /** Seals links in messages. */
  static final String MESSAGE_KEY = "k1:a secret of 45 letters for the tracking tests";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port = Ports.free();
  private final Process process;

  TrackingProcess(String bootstrapServers, Path directory) throws IOException {
    this(bootstrapServers, directory, Path.of("target", "tracking-it.log"), Map.of());
  }

  TrackingProcess(
      String bootstrapServers, Path directory, Path log, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            JAR.toAbsolutePath().toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "IMPULS_KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "IMPULS_INSTANCE_ID",
                "tracking-1",
                "IMPULS_STATE_DIR",
                directory.resolve("state").toString(),
                "IMPULS_ADVERTISED_URL",
                "http://127.0.0.1:" + port,
                "IMPULS_TRACKING_MESSAGES_KEYS",
                MESSAGE_KEY,
                "IMPULS_AUTH_PUBLIC_KEY",
                TestTokens.issuer().publicKey()));
    builder
        .environment()
        .putAll(
            Map.of(
                "IMPULS_TRACKING_WEBHOOKS__SMS__PROVIDER",
                "smsapi",
                "IMPULS_TRACKING_WEBHOOKS__SMS__WORKSPACE",
                "00000000-0000-4000-8000-000000000001",
                "IMPULS_TRACKING_WEBHOOKS__SMS__SECRET",
                "s3cret"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    process = builder.start();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void awaitReady(Duration most) {
    await().atMost(most).pollInterval(Duration.ofMillis(200)).until(this::ready);
  }

  boolean ready() {
    try {
      return send(request("/q/health/ready").GET().build()).statusCode() == 200;
    } catch (UncheckedIOException e) {
      // a port that does not listen yet, or a slow machine that lets a question wait too long
      if (process.isAlive()) {
        return false;
      }
      throw e;
    }
  }

  HttpResponse<String> post(String key, String body, String... headers) {
    return post(key, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
  }

  HttpResponse<String> post(String key, byte[] body, String... headers) {
    HttpRequest.Builder request = request("/v1/events");
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofByteArray(body)).build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  /** Ends it as a power cut would, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
  }

  /** Stops it in order, and says whether that worked within the bound that operators are told. */
  boolean stop() {
    process.destroy();
    try {
      return process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it, and waits until it writes no more: its directory is deleted next. */
  @Override
  public void close() {
    kill();
  }
}
