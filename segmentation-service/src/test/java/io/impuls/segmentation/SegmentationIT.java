package io.impuls.segmentation;

import static io.impuls.segmentation.domain.Events.WORKSPACE;
import static io.impuls.segmentation.domain.Events.key;
import static io.impuls.segmentation.domain.Events.merged;
import static io.impuls.segmentation.domain.Events.ordered;
import static io.impuls.segmentation.domain.Events.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.tag.TagChange.Action;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service on a real Kafka: rules over REST, events in, tags and changes out. */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class SegmentationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LANTERNS =
      """
      {"name":"Lanterns","tag":"%s",
       "anyOf":[{"event":"order.placed","when":{"field":"product.name","contains":"%s"}}],
       "increment":{"count":"items","where":{"field":"product.name","contains":"%s"}}%s}
      """;

  private final HttpClient client = HttpClient.newHttpClient();

  @TestHTTPResource URI root;

  @ConfigProperty(name = "impuls.kafka.bootstrap-servers")
  String kafka;

  @BeforeEach
  void ready() {
    await().atMost(PATIENCE).until(() -> get("/q/health/ready", null).statusCode() == 200);
  }

  @Test
  void anOrderBecomesATagThatAnybodyMayReadAndExplain() throws Exception {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(20, ChronoUnit.DAYS);
    assertThat(put("/v1/tag-rules/lanterns", rule("Lantern", start)).statusCode()).isEqualTo(201);
    UUID anna = person("anna");
    String first = start.plus(1, ChronoUnit.DAYS).toString();
    send(
        ordered(anna, first, "WHITE LANTERN", "RED LANTERN", "MUG"),
        ordered(anna, first, "WHITE LANTERN", "RED LANTERN", "MUG"),
        ordered(anna, start.plus(2, ChronoUnit.DAYS).toString(), "BLUE LANTERN"));

    String tags = "/v1/tags/" + anna;
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(body(tags).at("/tags/0/score").asInt()).isEqualTo(3));
    JsonNode found = body(tags + "?limit=1");
    assertThat(found.at("/tags/0/tag").asText()).isEqualTo("LANTERN");
    assertThat(found.at("/tags/0/name").asText()).isEqualTo("Lantern");
    assertThat(found.at("/total").asInt()).isEqualTo(1);
    assertThat(found.at("/version").asInt()).isEqualTo(2);

    JsonNode why = body(tags + "/why?tag=lantern");
    assertThat(why.at("/entries")).hasSize(2);
    assertThat(why.at("/entries/1/points").asInt()).isEqualTo(2);
    assertThat(why.at("/entries/1/rule").asText()).isEqualTo("lanterns");
    assertThat(why.at("/entries/1/words").asText()).isEqualTo("assigned");

    assertThat(changes(anna, 2))
        .extracting(TagChange::action, TagChange::version)
        .containsExactly(tuple(Action.ASSIGNED, 1L), tuple(Action.REINFORCED, 2L));

    UUID stranger = new UUID(4, 2);
    assertThat(get(tags, TestTokens.viewer(stranger)).statusCode()).isEqualTo(404);
  }

  @Test
  void aMergeMovesTheTagsToThePersonThatContinues() throws Exception {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(10, ChronoUnit.DAYS);
    put("/v1/tag-rules/merging", rule("Merged", "T-LIGHT", start));
    UUID cookie = person("cookie");
    UUID carl = person("carl");
    send(
        ordered(cookie, start.plusSeconds(60).toString(), "T-LIGHT"),
        ordered(carl, start.plusSeconds(90).toString(), "T-LIGHT"),
        merged(cookie, cookie, carl, start.plusSeconds(120).toString()),
        merged(carl, cookie, carl, start.plusSeconds(120).toString()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(body("/v1/tags/" + carl).at("/tags/0/score").asInt()).isEqualTo(2));
    assertThat(body("/v1/tags/" + cookie).at("/person").asText()).isEqualTo(carl.toString());
    assertThat(changes(cookie, 2).get(1).mergedInto()).isEqualTo(carl);
  }

  @Test
  void rulesAreVersionedAndTheirFaultsArePointedAt() throws Exception {
    String one = rule("One", null);
    assertThat(put("/v1/tag-rules/versioned", one).statusCode()).isEqualTo(201);
    assertThat(put("/v1/tag-rules/versioned", one).statusCode()).isEqualTo(200);
    assertThat(body("/v1/tag-rules/versioned/versions")).hasSize(1);
    assertThat(put("/v1/tag-rules/versioned", rule("Two", null)).statusCode()).isEqualTo(200);
    assertThat(body("/v1/tag-rules/versioned").at("/version").asInt()).isEqualTo(2);
    assertThat(body("/v1/tag-rules/versioned").at("/rule/tag").asText()).isEqualTo("Two");
    assertThat(body("/v1/tag-rules").findValuesAsText("id")).contains("versioned");
    assertThat(body("/v1/tag-rules/loaded-versions").at("/versions/versioned").asInt())
        .isEqualTo(2);

    HttpResponse<String> meantAnother =
        put("/v1/tag-rules/versioned", LANTERNS.formatted("Three", "x", "x", ",\"version\":2"));
    assertThat(meantAnother.statusCode()).isEqualTo(409);

    HttpResponse<String> wrong =
        put(
            "/v1/tag-rules/wrong",
            "{\"name\":\"w\",\"tag\":\"\",\"anyOf\":[{\"event\":\"page.viewed\",\"when\":{\"field\":\"page.pth\",\"equals\":\"/\"}}]}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(Json.mapper().readTree(wrong.body()).findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/tag", "/anyOf/0/when/field");
    assertThat(put("/v1/tag-rules/typo", "{\"name\":\"w\",\"tagg\":\"x\"}").body())
        .contains("/tagg");
    assertThat(put("/v1/tag-rules/broken", "{").statusCode()).isEqualTo(400);
    assertThat(
            put("/v1/tag-rules/ancient", rule("A", Instant.now().minus(31, ChronoUnit.DAYS)))
                .body())
        .contains("/effectiveFrom");
  }

  @Test
  void onlyThoseWithTheRightTokenGetIn() throws Exception {
    assertThat(get("/v1/tag-rules", null).statusCode()).isEqualTo(401);
    assertThat(get("/v1/tag-rules", TestTokens.expired(WORKSPACE)).statusCode()).isEqualTo(401);
    assertThat(
            send("PUT", "/v1/tag-rules/r", rule("R", null), TestTokens.viewer(WORKSPACE))
                .statusCode())
        .isEqualTo(403);
    assertThat(get("/v1/tags/" + person("nobody"), TestTokens.viewer(WORKSPACE)).statusCode())
        .isEqualTo(404);
    assertThat(get("/v1/tags/nonsense", TestTokens.viewer(WORKSPACE)).statusCode()).isEqualTo(404);
    assertThat(
            get("/v1/tags/" + person("x") + "?limit=0", TestTokens.viewer(WORKSPACE)).statusCode())
        .isEqualTo(400);
    assertThat(get("/v1/tags/" + person("x") + "/why", TestTokens.viewer(WORKSPACE)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void operatorsSeeMetricsHealthAndTheApi() throws Exception {
    assertThat(get("/q/metrics", null).body())
        .contains("segmentation_events_judged_total", "segmentation_tag_changes_total");
    assertThat(get("/q/health/live", null).statusCode()).isEqualTo(200);
    assertThat(get("/q/openapi", null).body()).contains("/v1/tag-rules/{id}", "/v1/tags/{person}");
  }

  private static String rule(String tag, Instant from) {
    return rule(tag, "LANTERN", from);
  }

  private static String rule(String tag, String word, Instant from) {
    String dated = from == null ? "" : ",\"effectiveFrom\":\"" + from + "\"";
    return LANTERNS.formatted(tag, word, word, dated);
  }

  private void send(Event... events) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka);
    try (KafkaProducer<String, Event> producer =
        new KafkaProducer<>(settings, new StringSerializer(), Topics.EVENTS.serde())) {
      for (Event event : events) {
        producer
            .send(new ProducerRecord<>(Topics.EVENTS.name(), key(event.person()).text(), event))
            .get();
      }
    }
  }

  private List<TagChange> changes(UUID person, int expected) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ConsumerConfig.GROUP_ID_CONFIG,
            "test-" + UUID.randomUUID(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    List<TagChange> found = new ArrayList<>();
    try (KafkaConsumer<String, TagChange> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), Topics.TAG_CHANGES.serde())) {
      consumer.subscribe(List.of(Topics.TAG_CHANGES.name()));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (ConsumerRecord<String, TagChange> item :
                    consumer.poll(Duration.ofMillis(200))) {
                  if (item.key().equals(key(person).text())) {
                    found.add(item.value());
                  }
                }
                return found.size() >= expected;
              });
    }
    return found;
  }

  private JsonNode body(String path) throws IOException, InterruptedException {
    return Json.mapper().readTree(get(path, TestTokens.viewer(WORKSPACE)).body());
  }

  private HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    return send("GET", path, null, token);
  }

  private HttpResponse<String> put(String path, String body)
      throws IOException, InterruptedException {
    return send("PUT", path, body, TestTokens.marketer(WORKSPACE));
  }

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
