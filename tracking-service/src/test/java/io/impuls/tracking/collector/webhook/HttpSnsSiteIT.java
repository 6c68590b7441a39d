package io.impuls.tracking.collector.webhook;

import static io.impuls.tracking.collector.webhook.Hook.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on the loopback. */
class HttpSnsSiteIT {

  private final AtomicInteger elsewhere = new AtomicInteger();
  private final HttpSnsSite site = new HttpSnsSite();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/a.pem", 200, utf8("certificate"));
    serve("/large.pem", 200, new byte[100_000]);
    serve("/missing.pem", 404, utf8("no"));
    server.createContext(
        "/moved.pem",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void getsWhatIsThere() throws Exception {
    assertThat(get("/a.pem")).isEqualTo(utf8("certificate"));
  }

  @Test
  void followsNoRedirect() {
    assertThatThrownBy(() -> get("/moved.pem"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("302");
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void takesOnlyAGoodAnswerOfAModestSize() {
    assertThatThrownBy(() -> get("/missing.pem")).hasMessageContaining("404");
    assertThatThrownBy(() -> get("/large.pem")).hasMessageContaining("65536");
  }

  private byte[] get(String path) throws Exception {
    URI address =
        URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    return site.get(address).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void serve(String path, int status, byte[] body) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
