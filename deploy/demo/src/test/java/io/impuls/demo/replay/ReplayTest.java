package io.impuls.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RecordedEvent;
import io.impuls.demo.recording.Sender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final LocalDateTime DAY = LocalDateTime.parse("2015-05-17T10:00:00");

  private final List<JsonNode> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> cookies = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer collector;

  @BeforeEach
  void startCollector() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.setExecutor(Executors.newCachedThreadPool());
    collector.createContext("/v1/events", this::collect);
    collector.start();
  }

  @AfterEach
  void stopCollector() {
    collector.stop(0);
  }

  @Test
  void keepsTheOrderOfEveryVisitorAndRepeatsWhatIsNotAccepted() throws Exception {
    List<Planned> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(view(i, i % 7));
    }

    ReplayResult result =
        new Replay(target(), ReplaySettings.DEFAULT, ReplayListener.NONE).run(events);

    assertThat(result.accepted()).isEqualTo(200);
    assertThat(result.retries()).isPositive();
    for (int visitor = 0; visitor < 7; visitor++) {
      String path = "/" + visitor;
      assertThat(
              received.stream()
                  .filter(e -> e.path("page").path("url").asText().endsWith(path))
                  .map(e -> e.path("id").asText())
                  .toList())
          .hasSizeGreaterThan(20)
          .isSorted();
    }
    assertThat(cookies).allMatch(cookie -> cookie.startsWith("impuls_vid="));
  }

  @Test
  void sendsTheBackendInBatchesAndNotesWhatIsRefused() throws Exception {
    List<Planned> events = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      events.add(order(i));
    }
    events.add(order(-1));

    ReplayResult result =
        new Replay(target(), ReplaySettings.DEFAULT, ReplayListener.NONE).run(events);

    assertThat(result.sent()).isEqualTo(121);
    assertThat(result.fates().values().stream().filter(f -> !f.accepted()))
        .singleElement()
        .satisfies(f -> assertThat(f.reason()).isEqualTo("INVALID_FIELD /order/value"));
  }

  @Test
  void pausesOnceEverythingBeforeIsAnswered() throws Exception {
    List<Planned> events = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      events.add(view(i, i));
    }
    List<Integer> atPause = new ArrayList<>();

    new Replay(
            target(),
            ReplaySettings.DEFAULT.withPauseAt(30),
            new ReplayListener() {
              @Override
              public void paused(long number) {
                atPause.add(received.size());
              }
            })
        .run(events);

    assertThat(atPause).containsExactly(30);
    assertThat(received).hasSize(50);
  }

  private void collect(HttpExchange exchange) throws IOException {
    JsonNode body = Json.mapper().readTree(exchange.getRequestBody());
    if (requests.incrementAndGet() % 50 == 3) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    String rejected = "";
    if (body.isArray()) {
      for (int i = 0; i < body.size(); i++) {
        if (body.get(i).path("id").asText().equals("invoice--001")) {
          rejected =
              "{\"index\":%d,\"reason\":\"INVALID_FIELD\",\"field\":\"/order/value\"}".formatted(i);
        } else {
          received.add(body.get(i));
        }
      }
    } else {
      cookies.add(exchange.getRequestHeaders().getFirst("Cookie"));
      received.add(body);
    }
    byte[] answer =
        ("{\"accepted\":1,\"rejected\":[" + rejected + "]}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private Target target() {
    return new Target(
        URI.create("http://127.0.0.1:" + collector.getAddress().getPort()),
        WORKSPACE,
        new Target.Key("wk", "site"),
        new Target.Key("sk", "shop"));
  }

  private static Planned view(int number, int visitor) {
    var body = Json.mapper().createObjectNode().put("type", "page.viewed");
    body.putObject("page").put("url", "http://localhost/" + visitor);
    return planned(
        "view-%04d".formatted(number),
        new Sender.Browser(new UUID(1, visitor), visitor == 3 ? "" : "Mozilla"),
        body,
        number);
  }

  private static Planned order(int number) {
    var body = Json.mapper().createObjectNode().put("type", "order.placed");
    return planned("invoice-%04d".formatted(number), Sender.BACKEND, body, 0);
  }

  private static Planned planned(String id, Sender sender, ObjectNode body, int second) {
    return new Planned(
        new RecordedEvent(id, DAY.plusSeconds(second), sender, body),
        Instant.parse("2026-11-21T10:00:00Z").plusSeconds(second));
  }
}
