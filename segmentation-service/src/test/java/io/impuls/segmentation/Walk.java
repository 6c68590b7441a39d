package io.impuls.segmentation;

import static io.impuls.testkit.Events.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.testkit.Events;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** What walks through the service do: definitions and questions by REST, events by a real Kafka. */
abstract class Walk {

  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Two days ago at noon by UTC, when all rules are in force. */
  static final Instant NOON =
      Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS).plusSeconds(12 * 3_600);

  private final HttpClient client = HttpClient.newHttpClient();

  @TestHTTPResource("/")
  URI root;

  @ConfigProperty(name = "impuls.kafka.bootstrap-servers")
  String kafka;

  /** Gives the workspace, so that walks do not meet. */
  UUID workspace() {
    return WORKSPACE;
  }

  @BeforeEach
  void ready() {
    await().atMost(PATIENCE).until(() -> send("GET", "/q/health/ready", null).statusCode() == 200);
  }

  void publish(String id, String tag, String activity, String more) {
    String rule =
        "{\"name\": \"%s\", \"tag\": \"%s\", \"anyOf\": [%s], \"effectiveFrom\": \"%s\"%s}"
            .formatted(id, tag, activity, NOON.minus(Duration.ofDays(1)), more);
    HttpResponse<String> answer = send("PUT", "/v1/tag-rules/" + id, rule);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  static String page(String path) {
    return "{\"event\": \"page.viewed\", \"when\": {\"field\": \"page.path\", \"equals\": \"%s\"}}"
        .formatted(path);
  }

  static String category(String name) {
    return "{\"event\": \"product.viewed\", \"when\": {\"field\": \"product.category\", \"equals\": \"%s\"}}"
        .formatted(name);
  }

  static Events view(UUID person, String path, Instant at) {
    return Events.pageViewed("https://shop.test" + path)
        .id(person + path + at)
        .at(at)
        .person(person);
  }

  static Events engaged(UUID person, long seconds) {
    String url = "https://shop.test/hiszpania";
    return Events.of("page.engaged")
        .id("engaged" + person)
        .page(new Page(url, "/hiszpania", null, null, "v", seconds))
        .at(NOON)
        .person(person);
  }

  static Events look(UUID person, String category, Instant at) {
    return Events.of("product.viewed")
        .id(person + category + at)
        .product(new Product("p", "p", category, null, null, null, null))
        .at(at)
        .person(person);
  }

  static Events act(UUID person, String type, Instant at) {
    return Events.of(type).id(person + type + at).at(at).person(person);
  }

  void happen(Events... events) {
    happen(Stream.of(events).map(one -> one.in(workspace()).build()).toArray(Event[]::new));
  }

  void happen(Event... events) {
    Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    try (KafkaProducer<String, Event> producer =
        new KafkaProducer<>(settings, new StringSerializer(), Topics.EVENTS.serde())) {
      for (Event event : events) {
        String key = new PersonKey(event.workspace(), event.person()).text();
        producer.send(new ProducerRecord<>(Topics.EVENTS.name(), key, event));
      }
    }
  }

  void awaitScore(UUID person, String tag, Integer score) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .untilAsserted(() -> assertThat(score(person, tag)).as(tag).isEqualTo(score));
  }

  Integer score(UUID person, String tag) {
    return tags(person).get(tag);
  }

  Map<String, Integer> tags(UUID person) {
    return StreamSupport.stream(get("/v1/tags/" + person).path("tags").spliterator(), false)
        .collect(
            Collectors.toMap(one -> one.get("tag").textValue(), one -> one.get("score").asInt()));
  }

  JsonNode get(String path) {
    HttpResponse<String> answer = send("GET", path, null);
    return answer.statusCode() == 404 ? MissingNode.getInstance() : json(answer);
  }

  JsonNode put(String path, String body) {
    return json(send("PUT", path, body));
  }

  JsonNode post(String path, String body) {
    return json(send("POST", path, body));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return json(answer, 200);
  }

  static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try {
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + answer.body(), e);
    }
  }

  HttpResponse<String> send(String method, String path, String body) {
    return send(method, path, body, "application/json");
  }

  HttpResponse<String> send(String method, String path, String body, String type) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + TestTokens.marketer(workspace()))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
