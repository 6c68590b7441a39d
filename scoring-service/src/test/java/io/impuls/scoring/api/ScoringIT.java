package io.impuls.scoring.api;

import static io.impuls.scoring.api.EventTopic.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.scoring.TestPlans;
import io.impuls.testkit.EmbeddedServers;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service over a real Kafka: plans by REST, events by topic, scores by REST. */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class ScoringIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Instant NOON =
      Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS).plusSeconds(12 * 3_600);

  @TestHTTPResource("/")
  URI root;

  private Rest rest;

  @BeforeEach
  void waitUntilReady() {
    rest = new Rest(root, TestTokens.marketer(Events.WORKSPACE));
    rest.awaitReady();
  }

  @Test
  void scoresEventsByAPublishedPlanAndTellsWhy() throws IOException {
    String plan = "engagement";
    Rest.Answer published =
        rest.put("/v1/plans/" + plan, TestPlans.backDated(TestPlans.demoJson()));
    assertThat(published.status()).as(published.text()).isEqualTo(201);
    assertThat(published.json().get("version").intValue()).isEqualTo(1);
    assertThat(rest.get("/v1/plans/loaded-versions").json().at("/versions/" + plan).intValue())
        .isEqualTo(1);
    UUID anna = UUID.randomUUID();
    UUID bert = UUID.randomUUID();
    UUID robot = UUID.randomUUID();

    send(
        Events.orderPlaced(anna + "1", "250", "GBP").at(NOON).person(anna),
        Events.pageViewed("https://s.test/pricing").at(NOON.plusSeconds(60)).person(anna),
        Events.pageViewed("https://s.test/pricing").at(NOON.plusSeconds(120)).person(anna),
        Events.of("file.downloaded").at(NOON.plusSeconds(180)).person(anna),
        Events.orderPlaced(bert + "1", "20", "GBP").at(NOON).person(bert),
        Events.pageViewed("https://s.test/").at(NOON).person(robot).byMachine("known robot X"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Rest.Answer answer = rest.get("/v1/scores/" + anna);
              assertThat(answer.status()).as(answer.text()).isEqualTo(200);
              assertThat(answer.json().at("/plans/0/score").intValue()).isEqualTo(76);
              assertThat(rest.get("/v1/scores/" + robot).status()).isEqualTo(200);
              assertThat(rest.get("/v1/scores/" + bert).status()).isEqualTo(200);
            });
    JsonNode scores = rest.get("/v1/scores/" + anna).json();
    assertThat(scores.at("/plans/0/plan").textValue()).isEqualTo(plan);
    assertThat(scores.at("/plans/0/band").textValue()).isEqualTo("HOT");
    assertThat(scores.at("/recent")).hasSize(4);

    String then = "/v1/scores/" + anna + "?at=" + NOON.plusSeconds(179);
    assertThat(rest.get(then).json().at("/plans/0/score").intValue()).isEqualTo(51);
    assertThat(rest.get(then).json().at("/plans/0/band").isMissingNode()).isTrue();
    assertThat(rest.get(then).json().at("/recent")).hasSize(3);
    assertThat(rest.get("/v1/scores/" + anna + "?at=yesterday").status()).isEqualTo(400);

    JsonNode why = rest.get("/v1/scores/" + anna + "/why?plan=" + plan + "&limit=2").json();
    assertThat(why.at("/entries")).hasSize(2);
    assertThat(why.at("/entries/0/ruleName").textValue()).isEqualTo("Download");
    assertThat(why.at("/entries/1/outcome").textValue()).isEqualTo("SUPPRESSED");
    assertThat(why.at("/entries/1/reason").textValue()).isEqualTo("CAP");
    assertThat(why.at("/entries/1/window/0/occurredAt").textValue())
        .isEqualTo(NOON.plusSeconds(60).toString());
    assertThat(why.at("/entries/1/nextFree").textValue())
        .isEqualTo(NOON.plusSeconds(60 + 86_400).toString());
    assertThat(rest.get("/v1/scores/" + robot + "/why").json().at("/entries/0/words").textValue())
        .isEqualTo("ROBOT: known robot X");

    JsonNode top = rest.get("/v1/plans/" + plan + "/top?n=5").json();
    assertThat(Stream.of(0, 1).map(i -> top.at("/people/" + i + "/person").textValue()))
        .containsExactly(anna.toString(), bert.toString());
    assertThat(top.at("/people")).hasSize(2);
    JsonNode spread = rest.get("/v1/plans/" + plan + "/distribution").json();
    assertThat(spread.get("people").intValue()).isEqualTo(2);
    assertThat(spread.get("bands")).hasToString("[{\"band\":\"HOT\",\"people\":1},{\"people\":1}]");
    assertThat(spread.get("scores"))
        .hasToString("[{\"from\":20,\"to\":30,\"people\":1},{\"from\":70,\"to\":80,\"people\":1}]");
    assertThat(rest.get("/v1/plans/" + plan + "/distribution?width=0").status()).isEqualTo(400);
    assertThat(rest.get("/q/metrics").text()).contains("scoring_decisions_total");
  }

  /**
   * SC-14 with a day: -5 at exactly a day after a mail that nobody opened; what is still waited for
   * is told.
   */
  @Test
  void takesPointsForWhatDidNotHappenInTime() throws IOException {
    Rest.Answer published =
        rest.put(
            "/v1/plans/silence",
            TestPlans.backDated(
                """
            {"name": "Silence", "rules": [
              {"id": "not-opened", "anyOf": [{"event": "email.sent"}], "points": -5,
               "unless": {"anyOf": [{"event": "email.opened"}], "within": "P1D",
                          "same": "properties.message"}}]}
            """));
    assertThat(published.status()).as(published.text()).isEqualTo(201);
    UUID person = UUID.randomUUID();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    send(
        Events.of("email.sent").id(person + "1").property("message", "m1").at(NOON).person(person),
        Events.of("email.sent").id(person + "2").property("message", "m2").at(NOON).person(person),
        Events.of("email.opened").property("message", "m2").at(NOON.plusSeconds(60)).person(person),
        Events.of("email.sent").id(person + "3").property("message", "m3").at(now).person(person),
        Events.of("search.performed").at(now).person(person));

    String scores = "/v1/scores/" + person;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.get(scores).json().at("/plans/0/score").intValue()).isEqualTo(-5));
    JsonNode standing = rest.get(scores).json().at("/plans/0");
    assertThat(standing.at("/next/at").textValue())
        .isEqualTo(now.plus(Duration.ofDays(1)).toString());
    assertThat(standing.at("/next/points").intValue()).isEqualTo(-5);
    assertThat(standing.at("/next/rule").textValue()).isEqualTo("not-opened");
    JsonNode why = rest.get(scores + "/why").json();
    assertThat(why.at("/entries")).hasSize(1);
    assertThat(why.at("/entries/0/occurredAt").textValue())
        .isEqualTo(NOON.plus(Duration.ofDays(1)).toString());
    assertThat(why.at("/entries/0/words").textValue())
        .isEqualTo("ELAPSED: there was no email.opened within PT24H");
  }

  /** Three views of one day give 30, then the 20 that are left of 50; a holiday gives nothing. */
  @Test
  void cutsAtALimitOfTheDayAndRestsOnHolidays() throws IOException {
    Rest.Answer published =
        rest.put(
            "/v1/plans/limits",
            TestPlans.backDated(
                """
            {"name": "Limits", "rules": [
              {"id": "view", "anyOf": [{"event": "category.viewed"}], "points": 30,
               "cap": {"points": 50, "calendar": "DAY"}},
              {"id": "play", "anyOf": [{"event": "custom.play"}], "points": 5,
               "quietHours": {"on": ["holidays:PL", "%s"]}}]}
            """
                    .formatted(NOON.toString().substring(0, 10))));
    assertThat(published.status()).as(published.text()).isEqualTo(201);
    UUID celina = UUID.randomUUID();

    send(
        Events.of("category.viewed").at(NOON).person(celina),
        Events.of("category.viewed").at(NOON.plusSeconds(1)).person(celina),
        Events.of("category.viewed").at(NOON.plusSeconds(2)).person(celina),
        Events.of("custom.play").at(NOON.plusSeconds(3)).person(celina));

    String why = "/v1/scores/" + celina + "/why?plan=limits";
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.get(why).json().at("/entries")).hasSize(4));
    JsonNode entries = rest.get(why).json();
    assertThat(entries.findValuesAsText("points"))
        .startsWith("0")
        .containsSubsequence("0", "20", "30");
    assertThat(entries.at("/entries/0/reason").textValue()).isEqualTo("QUIET");
    assertThat(entries.at("/entries/2/outcome").textValue()).isEqualTo("CLIPPED");
    assertThat(entries.at("/entries/2/words").textValue())
        .startsWith("CAP: at most 50 points in a day by the calendar of UTC; free again from ");
  }

  @Test
  void answersInTheCallersWorkspaceOnly() {
    rest.put("/v1/plans/ours", TestPlans.VISITS);
    Rest other = rest.as(TestTokens.operator(UUID.randomUUID()));

    assertThat(rest.get("/v1/plans/ours").status()).isEqualTo(200);
    assertThat(other.get("/v1/plans/ours").status()).isEqualTo(404);
    assertThat(other.get("/v1/plans").text()).isEqualTo("[]");
    assertThat(other.get("/v1/plans/ours/top").status()).isEqualTo(404);
    assertThat(rest.get("/v1/scores/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void asksForATokenAndARole() {
    assertThat(rest.as(null).get("/v1/plans").status()).isEqualTo(401);
    assertThat(rest.as(TestTokens.expired(Events.WORKSPACE)).get("/v1/plans").status())
        .isEqualTo(401);
    Rest viewer = rest.as(TestTokens.viewer(Events.WORKSPACE));
    assertThat(viewer.get("/v1/plans").status()).isEqualTo(200);
    assertThat(viewer.put("/v1/plans/x", TestPlans.VISITS).status()).isEqualTo(403);
    assertThat(rest.as(null).get("/q/openapi").status()).isEqualTo(200);
  }

  /** Somebody else writes to the topic: nonsense, and a second version that breaks the rules. */
  @Test
  void aBadPlanOnTheTopicStopsNothingAndTheLastGoodVersionStays() throws IOException {
    String path = "/v1/plans/sturdy";
    rest.put(path, TestPlans.backDated(TestPlans.VISITS.replace("page.viewed", "custom.sturdy")));
    String key = Events.WORKSPACE + "|sturdy|2|" + UUID.randomUUID();
    ObjectNode record = Json.mapper().createObjectNode();
    record.put("workspace", Events.WORKSPACE.toString()).put("id", "sturdy").put("version", 2);
    record.put("proposalId", UUID.randomUUID().toString());
    record.putObject("definition").put("name", "Sturdy").put("zone", "Europe/Atlantis");
    publish(key, record.toString());
    publish(key + "x", "nonsense");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.get("/v1/plans/loaded-versions").json().findValuesAsText("reason"))
                    .contains("INVALID", "UNREADABLE"));

    JsonNode loaded = rest.get("/v1/plans/loaded-versions").json();
    assertThat(loaded.at("/versions/sturdy").intValue()).isEqualTo(1);
    assertThat(loaded.at("/refused").toString()).contains(key, "/zone");
    assertThat(rest.get("/q/metrics").text())
        .contains("definitions_unreadable_total{topic=\"scoring.plans\"}");
    UUID frida = UUID.randomUUID();
    send(Events.of("custom.sturdy").at(NOON).person(frida));
    awaitScore("/v1/scores/" + frida, "30");
    assertThat(rest.put(path, TestPlans.edited(31, 2)).status()).isEqualTo(200);
  }

  private static void publish(String key, String value) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            EmbeddedServers.addresses(ServerKind.KAFKA).kafka());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.PLANS.name(), key, value));
    }
  }

  @Test
  void tellsWhyAnEventGaveNothing() throws IOException {
    rest.put(
        "/v1/plans/deaf",
        TestPlans.backDated(
            """
            {"name": "Deaf", "rules": [
              {"id": "loud", "points": 5, "anyOf": [{"event": "custom.call",
                "when": {"field": "properties.volume", "gte": 7}}]}]}
            """));
    UUID emil = UUID.randomUUID();
    Event quiet =
        Events.of("custom.call")
            .property("volume", 3)
            .at(NOON)
            .receivedAt(NOON)
            .person(emil)
            .build();
    Event loud =
        Events.of("custom.call")
            .property("volume", 8)
            .at(NOON)
            .receivedAt(NOON)
            .person(emil)
            .build();
    send(quiet, loud);
    String scores = "/v1/scores/" + emil;
    awaitScore(scores, "5");

    JsonNode deaf =
        rest.get(scores + "/why-not?plan=deaf&event=" + quiet.eventId()).json().get("whyNot");
    JsonNode heard =
        rest.get(scores + "/why-not?plan=deaf&event=" + loud.eventId()).json().get("whyNot");

    assertThat(deaf.at("/rules/0/matched").booleanValue()).isFalse();
    assertThat(deaf.at("/rules/0/conditions/0/condition").textValue())
        .isEqualTo("properties.volume gte 7");
    assertThat(deaf.at("/rules/0/conditions/0/values/0").textValue()).isEqualTo("3");
    assertThat(heard.at("/rules/0/why/points").intValue()).isEqualTo(5);
    assertThat(rest.get(scores + "/why-not?event=" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(rest.get(scores + "/why-not?event=x").status()).isEqualTo(400);
    assertThat(rest.get(scores + "/why-not").status()).isEqualTo(400);
    assertThat(
            rest.get("/v1/scores/" + UUID.randomUUID() + "/why-not?event=" + quiet.eventId())
                .status())
        .isEqualTo(404);
  }

  /** 5 points for the play; set to 50, then 8 more, then back to nothing. */
  @Test
  void usersSetAdjustAndResetAScoreWithTheirReasons() throws IOException {
    rest.put(
        "/v1/plans/manual",
        TestPlans.backDated(
            """
            {"name": "Manual", "rules": [
              {"id": "play", "anyOf": [{"event": "custom.manual"}], "points": 5}],
             "bands": [{"name": "KNOWN", "enter": 40, "leave": 40}]}
            """));
    UUID dora = UUID.randomUUID();
    String scores = "/v1/scores/" + dora;
    String manual = scores + "/manual";
    send(Events.of("custom.manual").at(NOON).person(dora));
    awaitScore(scores, "5");

    Rest.Answer set =
        rest.post(manual, act("SET", "\"points\": 50, \"from\": 5, \"id\": \"talk-1\", "));
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.json().get("points").intValue()).isEqualTo(45);
    awaitScore(scores, "50");
    assertThat(rest.post(manual, act("SET", "\"points\": 60, \"from\": 5, ")).status())
        .isEqualTo(409);
    assertThat(rest.post(manual, act("ADJUST", "\"points\": 8, ")).status()).isEqualTo(200);
    awaitScore(scores, "58");
    JsonNode why = rest.get(scores + "/why?plan=manual").json().get("entries");
    assertThat(why.at("/1/words").textValue()).startsWith("MANUAL: set from 5 to 50 by ");
    assertThat(why.at("/1/words").textValue()).endsWith(": met at the fair");
    assertThat(rest.get(scores).json().at("/plans/0/band").textValue()).isEqualTo("KNOWN");
    rest.post(manual, act("RESET", ""));
    awaitScore(scores, "0");

    assertThat(rest.post(manual, "{}").json().at("/errors")).hasSize(3);
    assertThat(rest.post(manual, act("SET", "")).json().at("/errors/0/pointer").textValue())
        .isEqualTo("/points");
    assertThat(rest.as(TestTokens.viewer(Events.WORKSPACE)).post(manual, act("RESET", "")).status())
        .isEqualTo(403);
    assertThat(rest.post(manual, act("RESET", "").replace("manual", "none")).status())
        .isEqualTo(404);
  }

  private void awaitScore(String scores, String wanted) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rest.get(scores).json().at("/plans/0/score").asText())
                    .isEqualTo(wanted));
  }

  private static String act(String act, String more) {
    return """
        {"plan": "manual", "act": "%s", %s "reason": "met at the fair"}
        """
        .formatted(act, more);
  }
}
