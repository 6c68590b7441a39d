package io.impuls.scoring.api;

import static io.impuls.scoring.api.ChangeTopic.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.scoring.TestChanges;
import io.impuls.scoring.api.Subscriber.Delivery;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Score changes by signed webhooks, from a real Kafka to a real HTTP server. */
@QuarkusTest
@TestProfile(WebhookIT.Impatient.class)
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class WebhookIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource("/")
  URI root;

  private final UUID workspace = UUID.randomUUID();
  private final UUID ann = UUID.randomUUID();
  private final UUID bob = personBesides(ann);
  private Rest rest;

  /** Subscribers are on this machine, and nobody here waits for minutes. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "impuls.webhooks.keys",
          "test:" + Base64.getEncoder().encodeToString(new byte[32]),
          "impuls.webhooks.inside-networks",
          "127.0.0.0/8",
          "impuls.webhooks.patience",
          "PT1S",
          "impuls.webhooks.first-retry",
          "PT0.1S",
          "impuls.webhooks.longest-retry",
          "PT0.5S",
          "impuls.webhooks.suspend-after",
          "PT6S");
    }
  }

  @BeforeEach
  void waitUntilReady() {
    rest = new Rest(root, TestTokens.marketer(workspace));
    rest.awaitReady();
    await().atMost(PATIENCE).until(() -> rest.get("/v1/webhooks").status() == 200);
  }

  @AfterEach
  void deleteAll() {
    rest.get("/v1/webhooks")
        .json()
        .forEach(hook -> rest.delete("/v1/webhooks/" + hook.get("id").textValue()));
  }

  @Test
  void tellsEveryRecordSignedInOrderOfThePersonAndUnderOneIdHoweverOftenItFails() {
    try (Subscriber subscriber = new Subscriber(Subscriber.after(2, 500))) {
      JsonNode hook = register(subscriber, "now");
      write(change(UUID.randomUUID(), ann, 99));
      for (int version = 1; version <= 5; version++) {
        write(change(workspace, ann, version), change(workspace, bob, version));
      }

      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 10);
      assertThat(versions(subscriber.taken(), ann)).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(versions(subscriber.taken(), bob)).containsExactly(1L, 2L, 3L, 4L, 5L);
      // each was refused twice before, and none came before the one before it was taken
      assertThat(versions(subscriber.all(), ann))
          .containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 3L, 4L, 4L, 4L, 5L, 5L, 5L);
      assertThat(ids(subscriber.all())).hasSize(10);
      assertThat(subscriber.all())
          .allSatisfy(
              delivery -> {
                assertThat(delivery.signedWith(hook.get("secret").textValue())).isTrue();
                assertThat(delivery.contentType()).isEqualTo("application/cloudevents+json");
                assertThat(delivery.event().get("type").textValue())
                    .isEqualTo("io.impuls.scoring.score-change.v1");
                assertThat(delivery.event().get("position").textValue())
                    .matches("score-changes:[0-9]+:[0-9]+");
              });

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonNode seen = hook(hook);
                assertThat(seen.get("behind").longValue()).isZero();
                assertThat(seen.get("failing").intValue()).isZero();
                assertThat(seen.get("lastSuccess")).isNotNull();
                assertThat(seen.at("/lastFailure/status").intValue()).isEqualTo(500);
                assertThat(seen.get("secret")).isNull();
              });
    }
  }

  @Test
  void whoDoesNotAnswerHoldsUpTheirPartitionAlone() {
    try (Subscriber subscriber =
        new Subscriber(d -> d.event().toString().contains(ann.toString()) ? 0 : 200)) {
      JsonNode hook = register(subscriber, "now");
      write(change(workspace, ann, 1), change(workspace, ann, 2), change(workspace, bob, 1));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(versions(subscriber.taken(), bob)).containsExactly(1L);
                assertThat(versions(subscriber.all(), ann)).contains(1L).doesNotContain(2L);
                assertThat(hook(hook).at("/lastFailure/reason").textValue())
                    .contains("no answer within");
              });

      subscriber.answers(d -> 200);
      // on a slow machine it may have been suspended meanwhile
      post(hook, "resume", "");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(versions(subscriber.taken(), ann)).containsExactly(1L, 2L));
    }
  }

  @Test
  void goesOnWhereItWasPausedAndTellsAgainUnderTheSameIdsWhatAReplayAsksFor() {
    try (Subscriber subscriber = new Subscriber(d -> 200)) {
      JsonNode hook = register(subscriber, "now");
      write(change(workspace, ann, 1), change(workspace, ann, 2), change(workspace, bob, 1));
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 3);

      assertThat(post(hook, "pause", "").json().get("state").textValue()).isEqualTo("PAUSED");
      write(change(workspace, ann, 3));
      await().atMost(PATIENCE).until(() -> hook(hook).get("behind").longValue() == 1);
      assertThat(subscriber.all()).hasSize(3);
      assertThat(post(hook, "resume", "").json().get("state").textValue()).isEqualTo("ACTIVE");
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 4);
      // until it is recorded, a replay would tell the newest again
      await().atMost(PATIENCE).until(() -> hook(hook).get("behind").longValue() == 0);
      List<Delivery> before = List.copyOf(subscriber.taken());

      // the second of Ann's: Bob is in another partition
      String position =
          before.stream()
              .filter(isOf(ann).and(d -> d.version() == 2))
              .findFirst()
              .orElseThrow()
              .event()
              .get("position")
              .textValue();
      Rest.Answer replayed = post(hook, "replay", "{\"position\": \"%s\"}".formatted(position));
      assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);

      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 6);
      write(change(workspace, bob, 2));
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 7);
      assertThat(versions(subscriber.taken(), ann)).containsExactly(1L, 2L, 3L, 2L, 3L);
      assertThat(versions(subscriber.taken(), bob)).containsExactly(1L, 2L);
      assertThat(ids(subscriber.taken().subList(4, 6))).isSubsetOf(ids(before)).hasSize(2);
    }
  }

  @Test
  void beginsWhereItIsTold() {
    write(change(workspace, ann, 1), change(workspace, ann, 2));
    try (Subscriber subscriber = new Subscriber(d -> 200)) {
      JsonNode hook = register(subscriber, "beginning");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(versions(subscriber.taken(), ann)).containsExactly(1L, 2L));
      await().atMost(PATIENCE).until(() -> hook(hook).get("behind").longValue() == 0);
      String position = hook(hook).get("position").textValue();
      write(change(workspace, ann, 3));
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 3);

      try (Subscriber later = new Subscriber(d -> 200)) {
        register(later, position);
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(versions(later.taken(), ann)).containsExactly(3L));
        assertThat(ids(later.taken())).doesNotContainAnyElementsOf(ids(subscriber.taken()));
      }
    }
  }

  @Test
  void signsWithBothSecretsWhileASubscriberChangesOver() {
    try (Subscriber subscriber = new Subscriber(d -> 200)) {
      JsonNode hook = register(subscriber, "now");
      String former = hook.get("secret").textValue();

      JsonNode rotated = post(hook, "secret", "").json();

      String newest = rotated.get("secret").textValue();
      assertThat(newest).startsWith("whsec_").isNotEqualTo(former);
      assertThat(rotated.get("formerSecretUntil")).isNotNull();
      write(change(workspace, ann, 1));
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 1);
      assertThat(subscriber.taken().get(0).signedWith(newest)).isTrue();
      assertThat(subscriber.taken().get(0).signedWith(former)).isTrue();
      assertThat(subscriber.taken().get(0).signedWith("whsec_" + "A".repeat(44))).isFalse();
    }
  }

  @Test
  void stopsForWhoIsGoneAndGoesOnWhenAsked() {
    try (Subscriber subscriber = new Subscriber(d -> 410)) {
      JsonNode hook = register(subscriber, "now");
      write(change(workspace, ann, 1));
      await().atMost(PATIENCE).until(() -> hook(hook).get("state").textValue().equals("DISABLED"));
      assertThat(hook(hook).get("reason").textValue()).contains("410");
      assertThat(subscriber.all()).hasSize(1);

      subscriber.answers(d -> 204);
      post(hook, "resume", "");
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == 1);
      assertThat(ids(subscriber.all())).hasSize(1);
    }
  }

  @Test
  void isSuspendedAfterFailingForTooLongAndSkipsNothing() {
    try (Subscriber subscriber = new Subscriber(d -> 503)) {
      JsonNode hook = register(subscriber, "now");
      write(change(workspace, ann, 1), change(workspace, ann, 2));
      await().atMost(PATIENCE).until(() -> hook(hook).get("state").textValue().equals("SUSPENDED"));
      assertThat(hook(hook).get("reason").textValue()).contains("failed since");
      assertThat(subscriber.all()).hasSizeGreaterThan(3);
      assertThat(rest.get("/q/metrics").text())
          .contains("webhooks_stopped_total{reason=\"failing\"} 1.0")
          .contains("webhooks_deliveries_seconds_count{outcome=\"failed\"}");

      subscriber.answers(d -> 200);
      post(hook, "resume", "");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(versions(subscriber.taken(), ann)).containsExactly(1L, 2L));
    }
  }

  @Test
  void refusesWhereNobodyMayBeSentAndSaysWhatToChange() {
    Map<String, String> refused =
        Map.of(
            "ftp://example.com/a", "https://",
            "http://10.0.0.1/", "public internet",
            "https://169.254.169.254/latest", "public internet",
            "https://[::1]/", "public internet",
            "https://[::ffff:10.0.0.1]/", "public internet",
            "https://me:secret@example.com/", "user and password",
            "https://example.com/#part", "fragment",
            "https://no-such-host.invalid/", "not known",
            "not a url", "no URL");
    refused.forEach(
        (url, words) -> {
          Rest.Answer answer = rest.post("/v1/webhooks", order(url, "score-changes", "now"));
          assertThat(answer.status()).as(url).isEqualTo(400);
          assertThat(answer.json().at("/errors/0/pointer").textValue()).as(url).isEqualTo("/url");
          assertThat(answer.json().at("/errors/0/message").textValue()).as(url).contains(words);
        });

    Rest.Answer kinds = rest.post("/v1/webhooks", order("http://127.0.0.1:1/", "mails", "now"));
    assertThat(kinds.json().at("/errors/0/message").textValue())
        .contains("decisions, score-changes");
    Rest.Answer from =
        rest.post("/v1/webhooks", order("http://127.0.0.1:1/", "score-changes", "soon"));
    assertThat(from.json().at("/errors/0/pointer").textValue()).isEqualTo("/from");
    assertThat(rest.get("/v1/webhooks").json()).isEmpty();
  }

  @Test
  void belongsToItsWorkspaceAndIsNotForViewers() {
    try (Subscriber subscriber = new Subscriber(d -> 200)) {
      JsonNode hook = register(subscriber, "now");
      String path = "/v1/webhooks/" + hook.get("id").textValue();
      Rest stranger = rest.as(TestTokens.marketer(UUID.randomUUID()));

      assertThat(stranger.get(path).status()).isEqualTo(404);
      assertThat(stranger.post(path + "/replay", "{\"position\":\"now\"}").status()).isEqualTo(404);
      assertThat(stranger.get("/v1/webhooks").json()).isEmpty();
      assertThat(rest.as(TestTokens.viewer(workspace)).get(path).status()).isEqualTo(403);
      assertThat(rest.as(null).get(path).status()).isEqualTo(401);

      JsonNode tested = post(hook, "test", "").json();
      assertThat(tested.get("taken").booleanValue()).isTrue();
      assertThat(subscriber.all().get(0).event().get("type").textValue())
          .isEqualTo("io.impuls.webhook.test.v1");

      assertThat(rest.delete(path).status()).isEqualTo(204);
      assertThat(rest.get(path).status()).isEqualTo(404);
    }
  }

  private JsonNode register(Subscriber subscriber, String from) {
    Rest.Answer answer = rest.post("/v1/webhooks", order(subscriber.url(), "score-changes", from));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json();
  }

  private static String order(String url, String kind, String from) {
    return """
    {"name": "our tool", "url": "%s", "kinds": ["%s"], "from": "%s"}\
    """
        .formatted(url, kind, from);
  }

  private JsonNode hook(JsonNode hook) {
    return rest.get("/v1/webhooks/" + hook.get("id").textValue()).json();
  }

  private Rest.Answer post(JsonNode hook, String what, String body) {
    return rest.post("/v1/webhooks/" + hook.get("id").textValue() + "/" + what, body);
  }

  private static Predicate<Delivery> isOf(UUID person) {
    return d -> d.event().at("/data/person").textValue().equals(person.toString());
  }

  private static List<Long> versions(List<Delivery> deliveries, UUID person) {
    return deliveries.stream().filter(isOf(person)).map(Delivery::version).toList();
  }

  private static Set<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::id).collect(Collectors.toSet());
  }

  private static ScoreChange change(UUID workspace, UUID person, long version) {
    return TestChanges.change(workspace, person, "a", version, 1, null);
  }

  /** Gives a person whose records are in another partition. */
  private UUID personBesides(UUID other) {
    UUID person = UUID.randomUUID();
    while (partition(person) == partition(other)) {
      person = UUID.randomUUID();
    }
    return person;
  }

  private int partition(UUID person) {
    return Topics.SCORE_CHANGES.partition(new PersonKey(workspace, person).text());
  }
}
