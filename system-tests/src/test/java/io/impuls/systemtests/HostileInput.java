package io.impuls.systemtests;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.report.Evidence;
import io.impuls.demo.report.TopicLog;
import io.impuls.demo.stack.RunningStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    twoMegabytes();
    neighbours();
    oddHeaders();
    definitions();
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

  /** Of valid events two megabytes are no offence; as one event they are too much. */
  private void twoMegabytes() throws Exception {
    // as many as leave each below the longest text, 16,384 characters
    int events = 128;
    StringBuilder batch = new StringBuilder("[");
    List<String> ids = IntStream.range(0, events).mapToObj(i -> "probe-large-" + i).toList();
    for (int i = 0; i < events; i++) {
      String bare = event(ids.get(i), ", \"properties\": {\"x\": \"\"}");
      int room = 2 * MEGABYTE / events - bare.length() - (i == 0 ? 2 : 1);
      batch
          .append(i == 0 ? "" : ",")
          .append(event(ids.get(i), ", \"properties\": {\"x\": \"" + "x".repeat(room) + "\"}"));
    }
    batch.append("]");
    assertThat(batch.length()).isEqualTo(2 * MEGABYTE);

    HttpResponse<String> answer = post(KEY, batch.toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"accepted\":" + events);
    awaitResolved(ids);
    String one = event("probe-huge", ", \"properties\": {\"x\": \"\"}");
    String huge = one.replace("\"\"}}", "\"" + "x".repeat(2 * MEGABYTE - one.length()) + "\"}}");
    assertThat(huge.length()).isEqualTo(2 * MEGABYTE);
    HttpResponse<String> refused = post(KEY, huge);
    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).contains("\"accepted\":0").contains("TOO_LARGE");
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

    Set<UUID> before = rejected().stream().map(RejectedEvent::rejectionId).collect(toSet());
    HttpResponse<String> answer = post(KEY, batch.toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"accepted\":" + (bad.size() + 1));
    List<String> answered = new ArrayList<>();
    Json.mapper()
        .readTree(answer.body())
        .path("rejected")
        .forEach(r -> answered.add(r.path("index").asInt() + " " + r.path("reason").asText()));
    assertThat(answered).extracting(r -> Integer.parseInt(r.split(" ")[0])).isEqualTo(odd(bad));
    // what is answered is what is kept for whoever repairs it
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(rejected())
                    .filteredOn(r -> !before.contains(r.rejectionId()))
                    .extracting(r -> r.index() + " " + r.reason())
                    .containsExactlyInAnyOrderElementsOf(answered));
    awaitResolved(IntStream.rangeClosed(0, bad.size()).mapToObj(i -> "probe-good-" + i).toList());
  }

  private static List<Integer> odd(List<String> bad) {
    return IntStream.range(0, bad.size()).mapToObj(i -> 2 * i + 1).toList();
  }

  /** Gives what was refused so far in the demo's workspace. */
  private List<RejectedEvent> rejected() {
    try (TopicLog log = new TopicLog(stack.running().kafka())) {
      log.add(List.of(Topics.REJECTED_EVENTS.name()));
      log.readOn();
      return log.values(Topics.REJECTED_EVENTS).stream()
          .filter(r -> RunningStack.WORKSPACE.equals(r.workspace()))
          .toList();
    }
  }

  /** Plans, tag rules and campaigns that nobody can mean: a reason each, and nothing is kept. */
  private void definitions() throws Exception {
    Map<String, URI> places = new LinkedHashMap<>();
    places.put("plan", stack.running().service("scoring").resolve("/v1/plans/hostile"));
    places.put("rule", stack.running().service("segmentation").resolve("/v1/tag-rules/hostile"));
    places.put("campaign", stack.running().service("campaign").resolve("/v1/campaigns/hostile"));
    String any = "{\"event\": \"page.viewed\"}";
    String many = IntStream.range(0, 10_000).mapToObj(i -> any).collect(joining(",", "[", "]"));
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("nothing", "");
    bodies.put("null", "null");
    bodies.put("an array", "[]");
    bodies.put("half an object", "{\"name\": ");
    bodies.put("deep", "{\"rules\": " + "[".repeat(100_000));
    bodies.put("an unknown field", "{\"name\": \"x\", \"cpa\": 1}");
    bodies.put("a field twice", "{\"name\": \"x\", \"name\": \"y\"}");
    bodies.put("wrong types", "{\"name\": {}, \"rules\": 5, \"anyOf\": \"x\", \"trigger\": []}");
    bodies.put("a control character", "{\"name\": \"a\\u0000b\"}");
    bodies.put(
        "ten thousand alternatives", "{\"name\": \"x\", \"tag\": \"X\", \"anyOf\": " + many + "}");
    bodies.put("a name without end", "{\"name\": \"" + "x".repeat(900_000) + "\"}");
    for (Map.Entry<String, URI> place : places.entrySet()) {
      for (Map.Entry<String, String> body : bodies.entrySet()) {
        HttpResponse<String> answer = put(place.getValue(), body.getValue());
        assertThat(answer.statusCode())
            .as("%s with %s: %s", place.getKey(), body.getKey(), answer.body())
            .isBetween(400, 499);
      }
      assertThat(stack.running().api().get(place.getValue())).as(place.getKey()).isEmpty();
    }
  }

  private HttpResponse<String> put(URI address, String body) throws Exception {
    String token =
        stack
            .stack()
            .tokens()
            .token("stranger", RunningStack.WORKSPACE, Set.of("marketer"), Duration.ofMinutes(5));
    return client.send(
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build(),
        HttpResponse.BodyHandlers.ofString());
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
