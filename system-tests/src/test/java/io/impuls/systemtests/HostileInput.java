package io.impuls.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.demo.report.Evidence;
import io.impuls.demo.report.TopicLog;
import io.impuls.demo.stack.RunningStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Sends what strangers send: each is answered with a reason, and valid neighbours are kept. */
final class HostileInput {

  private static final String KEY = "sk_demo_shop";
  private static final int MEGABYTE = 1 << 20;

  private final TestStack stack;
  private final HttpClient client = HttpClient.newHttpClient();

  HostileInput(TestStack stack) {
    this.stack = stack;
  }

  void run() throws Exception {
    wholeBodies();
    neighbours();
    oddHeaders();
  }

  private void wholeBodies() throws Exception {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("nothing", "");
    bodies.put("half an object", "{\"id\": \"probe-1\", \"type\":");
    bodies.put("a text", "\"hello\"");
    bodies.put("null", "null");
    bodies.put("not JSON", "<event/>");
    bodies.put("deep", "[".repeat(100_000));
    bodies.put("too large", "[{\"id\":\"probe-2\",\"x\":\"" + "x".repeat(3 * MEGABYTE) + "\"}]");
    for (Map.Entry<String, String> body : bodies.entrySet()) {
      assertThat(post(KEY, body.getValue()).statusCode()).as(body.getKey()).isBetween(400, 499);
    }
    assertThat(post("nobodys-key", event("probe-3", "")).statusCode()).isEqualTo(401);
  }

  private void neighbours() throws Exception {
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"p" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", "}"));
    List<String> bad =
        List.of(
            "17",
            "[]",
            "{}",
            event("probe-bad-1", ", \"type\": 5"),
            event("probe-bad-2", ", \"timestamp\": \"yesterday\""),
            event("probe-bad-3", ", \"timestamp\": \"0001-01-01T00:00:00Z\""),
            event("probe-bad-4", ", \"order\": {\"value\": \"much\"}"),
            event("probe-bad-5", ", \"products\": {\"id\": []}"),
            event("probe-bad-6", ", \"properties\": " + many),
            event("probe-bad-7", ", \"properties\": {\"x\": \"" + "y".repeat(300_000) + "\"}"),
            "{\"id\": \"probe-bad-8\", \"type\": \"order.placed\"}");
    StringBuilder batch = new StringBuilder("[" + event("probe-good-0", ""));
    for (int i = 0; i < bad.size(); i++) {
      batch.append(",").append(bad.get(i)).append(",").append(event("probe-good-" + (i + 1), ""));
    }
    batch.append("]");

    HttpResponse<String> answer = post(KEY, batch.toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"accepted\":" + (bad.size() + 1)).contains("\"reason\"");
    for (int i = 0; i < bad.size(); i++) {
      assertThat(answer.body()).contains("\"index\":" + (2 * i + 1));
    }
    awaitResolved(IntStream.rangeClosed(0, bad.size()).mapToObj(i -> "probe-good-" + i).toList());
  }

  private void oddHeaders() throws Exception {
    String odd = event("probe-odd-1", ", \"properties\": {\"text\": \"a\\u0000b\\u202e\"}");
    assertThat(post(KEY, odd).statusCode()).isLessThan(500);
    HttpRequest packed =
        request(KEY)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofString("not gzip"))
            .build();
    assertThat(client.send(packed, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isBetween(400, 499);
    HttpRequest future =
        request(KEY)
            .header("Content-Type", "text/plain")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    event("probe-odd-2", ", \"timestamp\": \"2999-01-01T00:00:00Z\"")))
            .build();
    assertThat(client.send(future, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    awaitResolved(List.of("probe-odd-2"));
  }

  private void awaitResolved(List<String> clientIds) {
    List<UUID> ids =
        clientIds.stream().map(id -> Ids.event(RunningStack.WORKSPACE, "shop", id)).toList();
    try (TopicLog log = new TopicLog(stack.running().kafka())) {
      Evidence.follow(log);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                log.readOn();
                assertThat(
                        Evidence.of(log, RunningStack.WORKSPACE).events().stream()
                            .map(event -> event.eventId())
                            .toList())
                    .containsAll(ids);
              });
    }
  }

  /** An event of a person who stays out of rankings, since the id begins as probes' do. */
  private static String event(String id, String more) {
    return "{\"id\": \"%s\", \"type\": \"custom.tested\", \"anonymousId\": \"%s\"%s}"
        .formatted(id, id, more);
  }

  private HttpResponse<String> post(String key, String body) throws Exception {
    return client.send(
        request(key)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(URI.create(stack.running().target().collector() + "/v1/events"))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + key);
  }
}
