package io.impuls.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.Sender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Delivers one request and does not give up: what the collector cannot take now is sent again with
 * the same ids, after a growing pause, until it is answered or the patience is at its end.
 */
final class Courier {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** Answers that ask for the same request again (408, 429 and 5xx). */
  private static final Set<Integer> AGAIN = Set.of(408, 429, 500, 502, 503, 504);

  private static final String BACKEND_AGENT = "gift-shop-backend/1.0";

  private final HttpClient client;
  private final Target target;
  private final Duration patience;
  private final ReplayListener listener;

  Courier(HttpClient client, Target target, Duration patience, ReplayListener listener) {
    this.client = client;
    this.target = target;
    this.patience = patience;
    this.listener = listener;
  }

  /** Sends events of one sender in one request and gives what was answered about each. */
  List<Fate> deliver(List<Planned> events) throws InterruptedException {
    HttpRequest request = request(events);
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String why;
      try {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          return fates(events, response.body());
        }
        why = "status " + response.statusCode();
        if (!AGAIN.contains(response.statusCode())) {
          return refused(events, why);
        }
      } catch (IOException e) {
        why = e.getClass().getSimpleName();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the collector did not accept %s for %s: %s"
                .formatted(events.get(0).event().clientId(), patience, why));
      }
      listener.retrying(why);
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private HttpRequest request(List<Planned> events) {
    Sender sender = events.get(0).event().sender();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.collector() + "/v1/events"))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + target.keyOf(sender).key())
            .header("Content-Type", "application/json");
    JsonNode body;
    if (sender instanceof Sender.Browser browser) {
      request.header("Cookie", "impuls_vid=" + browser.visitor());
      request.header("User-Agent", browser.userAgent());
      body = events.get(0).event().sentAs(events.get(0).occurredAt());
    } else {
      request.header("User-Agent", BACKEND_AGENT);
      ArrayNode batch = Json.mapper().createArrayNode();
      events.forEach(planned -> batch.add(planned.event().sentAs(planned.occurredAt())));
      body = batch;
    }
    return request.POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body))).build();
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return Json.mapper().writeValueAsBytes(body);
    } catch (IOException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private List<Fate> fates(List<Planned> events, byte[] answer) throws IOException {
    String[] reasons = new String[events.size()];
    for (JsonNode rejected : Json.mapper().readTree(answer).path("rejected")) {
      reasons[rejected.path("index").asInt()] =
          (rejected.path("reason").asText() + " " + rejected.path("field").asText("")).trim();
    }
    List<Fate> fates = new ArrayList<>(events.size());
    for (int i = 0; i < reasons.length; i++) {
      fates.add(fate(events.get(i), reasons[i]));
    }
    return fates;
  }

  private List<Fate> refused(List<Planned> events, String why) {
    return events.stream().map(planned -> fate(planned, why)).toList();
  }

  private Fate fate(Planned planned, String reason) {
    return new Fate(
        planned.event().clientId(),
        target.keyOf(planned.event().sender()).source(),
        reason == null,
        reason);
  }
}
