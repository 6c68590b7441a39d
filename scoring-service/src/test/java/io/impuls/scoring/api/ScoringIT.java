package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Rest.Answer ready = rest.get("/q/health/ready");
              assertThat(ready.status()).as(ready.text()).isEqualTo(200);
            });
  }

  @Test
  void scoresEventsByAPublishedPlanAndTellsWhy() throws IOException {
    String plan = "engagement";
    Rest.Answer published = rest.put("/v1/plans/" + plan, backDated(TestPlans.demoJson()));
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

  /** Three views of one day give 30, then the 20 that are left of 50; a holiday gives nothing. */
  @Test
  void cutsAtALimitOfTheDayAndRestsOnHolidays() throws IOException {
    Rest.Answer published =
        rest.put(
            "/v1/plans/limits",
            backDated(
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

  @Test
  void aSecondEditorWhoDidNotSeeTheNewestVersionGetsAConflict() {
    String path = "/v1/plans/edited";
    assertThat(rest.put(path, TestPlans.VISITS).status()).isEqualTo(201);

    Rest.Answer first = rest.put(path, edited(31, 2));
    Rest.Answer second = rest.put(path, edited(32, 2));
    Rest.Answer repeated = rest.put(path, edited(31, 2));

    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().get("detail").textValue()).contains("/v1/plans/edited");
    assertThat(second.raw().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(repeated.status()).isEqualTo(200);
    JsonNode versions = rest.get(path + "/versions").json();
    assertThat(versions).hasSize(2);
    assertThat(versions.at("/0/plan/rules/0/points").intValue()).isEqualTo(31);
    assertThat(Instant.parse(versions.at("/0/effectiveFrom").textValue()))
        .isAfter(Instant.now().minusSeconds(30));
  }

  @Test
  void ofEditorsAtTheSameTimeExactlyOneWins() {
    String path = "/v1/plans/raced";
    rest.put(path, TestPlans.VISITS);

    List<Integer> statuses =
        Stream.of(41, 42, 43, 44)
            .map(points -> CompletableFuture.supplyAsync(() -> rest.put(path, edited(points, 2))))
            .toList()
            .stream()
            .map(answer -> answer.join().status())
            .sorted()
            .toList();

    assertThat(statuses).containsExactly(200, 409, 409, 409);
    assertThat(rest.get(path + "/versions").json()).hasSize(2);
  }

  @Test
  void namesEveryProblemWithItsPlace() {
    Rest.Answer answer =
        rest.put(
            "/v1/plans/wrong",
            """
            {"name": "x", "rules": [{"id": "r", "anyOf": [{"event": "page.seen"}], "points": 1,
             "cap": {"limit": 0, "window": "PT1H"}}]}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/rules/0/anyOf/0/event", "/rules/0/cap/limit");
    assertThat(rest.get("/v1/plans/wrong").status()).isEqualTo(404);
  }

  @Test
  void refusesWhatItCannotReadWithoutFailing() {
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{\"name\": \"x\", \"rule\": []}",
            "{\"name\": \"x\", \"rules\": [null]}",
            "{\"name\": \"x\", \"bands\": [{\"name\": \"a\", \"enter\": 1e999999999}]}",
            "{\"name\": \"x\", \"rules\": [{\"id\": \"r\", \"points\": 1e999999999}]}",
            "{\"name\": \"x\", \"effectiveFrom\": \"yesterday\"}",
            "{\"name\": \"x\", \"effectiveFrom\": \"2001-01-01T00:00:00Z\"}")) {
      Rest.Answer answer = rest.put("/v1/plans/unreadable", body);
      assertThat(answer.status()).as("%s: %s", body, answer.text()).isEqualTo(400);
      assertThat(answer.json().get("title").textValue()).isNotBlank();
    }
    assertThat(rest.put("/v1/plans/a%2Fb", TestPlans.VISITS).status()).isIn(400, 404);
    assertThat(rest.put("/v1/plans/loaded-versions", TestPlans.VISITS).status()).isIn(400, 405);
    assertThat(rest.get("/v1/plans/none/top?n=0").status()).isEqualTo(400);
    assertThat(rest.get("/v1/scores/not-a-uuid").status()).isEqualTo(404);
    assertThat(rest.get("/v1/scores/" + UUID.randomUUID() + "/why?limit=x").status())
        .isIn(400, 404);
  }

  /** Of three versions the second is a draft; the third rests the plan, and its points stay. */
  @Test
  void aDraftTakesNoEffectAndAnArchivedPlanLeavesTheList() throws IOException {
    String path = "/v1/plans/seasons";
    String written = TestPlans.VISITS.replace("page.viewed", "custom.season");
    assertThat(rest.put(path, in("DRAFT", written)).status()).isEqualTo(201);
    JsonNode draft = rest.get(path).json();
    assertThat(draft.at("/plan/state").textValue()).isEqualTo("DRAFT");
    assertThat(draft.get("inForce").booleanValue()).isFalse();
    assertThat(draft.has("effectiveFrom")).isFalse();

    Rest.Answer active = rest.put(path, backDated(written));
    assertThat(active.status()).as(active.text()).isEqualTo(200);
    rest.put(path, in("DRAFT", written));

    assertThat(rest.get(path + "/versions/2").json().get("inForce").booleanValue()).isTrue();
    assertThat(rest.get(path + "/versions/3").json().get("inForce").booleanValue()).isFalse();
    assertThat(rest.get(path + "/versions/4").status()).isEqualTo(404);

    rest.put(path, in("ARCHIVED", written));

    assertThat(rest.get("/v1/plans").json().findValuesAsText("id")).doesNotContain("seasons");
    assertThat(rest.get("/v1/plans?state=ARCHIVED").json().findValuesAsText("id"))
        .contains("seasons");
    assertThat(rest.put(path, in("ASLEEP", written)).json().at("/errors/0/pointer"))
        .hasToString("\"/state\"");
  }

  @Test
  void aPlanLeavesAndComesBackAsYaml() {
    String path = "/v1/plans/sheet";
    Rest.Answer published =
        rest.putYaml(
            path,
            """
            # by hand, so without quotes
            name: Sheet
            zone: Europe/Warsaw
            state: DRAFT
            quietHours: {from: 22:00, to: 06:00, on: [SATURDAY]}
            rules:
              - id: play
                anyOf:
                  - event: custom.sheet
                    when: {field: properties.level, gte: 2.5}
                points: 0.125
            """);
    assertThat(published.status()).as(published.text()).isEqualTo(201);

    Rest.Answer exported = rest.getYaml(path + "/export");

    assertThat(exported.raw().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/yaml");
    assertThat(exported.text()).contains("from: \"22:00\"", "points: 0.125", "gte: 2.5");
    assertThat(rest.putYaml("/v1/plans/sheet-copy", exported.text()).status()).isEqualTo(201);
    assertThat(rest.get("/v1/plans/sheet-copy/export").json())
        .isEqualTo(rest.get(path + "/export?version=1").json());
    assertThat(rest.getYaml(path).text()).contains("version: 1\n", "  name: \"Sheet\"\n");
    assertThat(rest.getYaml("/v1/plans/none").raw().headers().firstValue("Content-Type").get())
        .startsWith("application/problem+json");
  }

  @Test
  void warnsOfWhatIsAllowedAndNotMeant() {
    String path = "/v1/plans/doubtful";
    String plan =
        """
        {"name": "Doubtful", "state": "DRAFT", "rules": [
          {"id": "r", "anyOf": [{"event": "custom.doubt"}], "points": -1,
           "cap": {"limit": 1, "window": "PT1H"}}]}
        """;

    assertThat(rest.post(path + "/lint", plan).json().at("/warnings/0/kind").textValue())
        .isEqualTo("CAP_NEVER_BINDS");
    assertThat(rest.get(path + "/lint").status()).isEqualTo(404);
    JsonNode published = rest.put(path, plan).json();

    assertThat(published.at("/warnings/0/pointer").textValue()).isEqualTo("/rules/0/cap");
    assertThat(rest.get(path + "/lint").json().get("warnings"))
        .isEqualTo(published.get("warnings"));
    assertThat(rest.get(path).json().has("warnings")).isFalse();
    assertThat(
            rest.post(path + "/lint", "{\"name\": \"\"}").json().at("/errors/0/pointer").asText())
        .isEqualTo("/name");
  }

  /** 22:30 in Warsaw on 28 March 2026 is quiet; 06:00 the next day, 7 hours after 22:00, is not. */
  @Test
  void triesADraftOnEventsThatNobodyDid() throws IOException {
    String path = "/v1/plans/rehearsed";
    String plan =
        """
        {"name": "Rehearsed", "zone": "Europe/Warsaw", "state": "DRAFT",
         "quietHours": {"from": "22:00", "to": "06:00"},
         "rules": [{"id": "view", "anyOf": [{"event": "page.viewed",
           "when": {"field": "page.path", "equals": "/pricing"}}], "points": 30}]}
        """;
    String events =
        """
        "events": [
          {"type": "page.viewed", "at": "2026-03-29T04:00:00Z",
           "page": {"url": "https://s.test/pricing"}},
          {"type": "page.viewed", "at": "2026-03-28T21:30:00Z",
           "page": {"url": "https://s.test/pricing"}},
          {"type": "page.viewed", "at": "2026-03-29T05:00:00Z",
           "page": {"url": "https://s.test/"}}]
        """;
    Rest.Answer tried = rest.post(path + "/simulate", "{\"plan\": " + plan + "," + events + "}");
    assertThat(tried.status()).as(tried.text()).isEqualTo(200);
    assertThat(rest.post(path + "/simulate", "{" + events + "}").status()).isEqualTo(404);
    rest.put(path, plan);

    JsonNode outcome = rest.post(path + "/simulate", "{\"version\": 1," + events + "}").json();

    assertThat(outcome).isEqualTo(tried.json());
    assertThat(outcome.at("/steps").findValuesAsText("event")).containsExactly("1", "0", "2");
    assertThat(outcome.at("/steps/0/rules/0/why/reason").textValue()).isEqualTo("QUIET");
    assertThat(outcome.at("/steps/1/score").intValue()).isEqualTo(30);
    assertThat(outcome.at("/steps/2/rules/0/words").textValue())
        .isEqualTo("its condition does not hold");
    assertThat(outcome.at("/days").findValuesAsText("length")).containsExactly("PT24H", "PT23H");
    assertThat(rest.get("/v1/plans/rehearsed").json().get("inForce").booleanValue()).isFalse();
    assertThat(
            rest.post(path + "/simulate", "{\"plan\": {\"name\": \"\"}," + events + "}")
                .json()
                .at("/errors/0/pointer")
                .textValue())
        .isEqualTo("/plan/name");
    assertThat(
            rest.post(path + "/simulate", "{\"events\": [{}]}").json().findValuesAsText("pointer"))
        .containsExactly("/events/0/type", "/events/0/at");
  }

  /** Somebody else writes to the topic: nonsense, and a second version that breaks the rules. */
  @Test
  void aBadPlanOnTheTopicStopsNothingAndTheLastGoodVersionStays() throws IOException {
    String path = "/v1/plans/sturdy";
    rest.put(path, backDated(TestPlans.VISITS.replace("page.viewed", "custom.sturdy")));
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
    assertThat(rest.put(path, edited(31, 2)).status()).isEqualTo(200);
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
        backDated(
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
        backDated(
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

  @Test
  void saysWhereYamlIsWrong() {
    String path = "/v1/plans/wrong-sheet";

    assertThat(rest.putYaml(path, "name: x\nzone: [").json().get("detail").textValue())
        .startsWith("The body is not YAML at line 2");
    assertThat(rest.putYaml(path, "name: x\nname: y").status()).isEqualTo(400);
    assertThat(rest.putYaml(path, "name: x\n---\nname: y").status()).isEqualTo(400);
    assertThat(rest.putYaml(path, "").status()).isEqualTo(400);
    assertThat(
            rest.putYaml(path, "name: x\nbands: [{name: HOT, enter: much}]").json().at("/errors"))
        .hasToString("[{\"pointer\":\"/bands/0/enter\",\"message\":\"is not a valid number\"}]");
  }

  @Test
  void servesTheSchemaOfAPlan() {
    Rest.Answer schema = rest.get("/v1/schemas/scoring-plan");

    assertThat(schema.raw().headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/schema+json");
    assertThat(schema.json().at("/properties/state/description").textValue()).isNotBlank();
    assertThat(schema.json().at("/properties/effectiveFrom/format").textValue())
        .isEqualTo("date-time");
  }

  private static String in(String state, String json) throws IOException {
    return ((ObjectNode) Json.mapper().readTree(json)).put("state", state).toString();
  }

  private static String edited(int points, int version) {
    try {
      ObjectNode plan = (ObjectNode) Json.mapper().readTree(TestPlans.VISITS);
      ((ObjectNode) plan.at("/rules/0")).put("points", points);
      return plan.put("version", version).toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String backDated(String json) throws IOException {
    ObjectNode plan = (ObjectNode) Json.mapper().readTree(json);
    return plan.put("effectiveFrom", NOON.minus(Duration.ofDays(5)).toString()).toString();
  }

  private static void send(Events... events) {
    send(Stream.of(events).map(Events::build).toArray(Event[]::new));
  }

  private static void send(Event... events) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            EmbeddedServers.addresses(ServerKind.KAFKA).kafka(),
            ProducerConfig.ACKS_CONFIG,
            "all");
    try (KafkaProducer<String, Event> producer =
        new KafkaProducer<>(settings, new StringSerializer(), Topics.EVENTS.serde())) {
      for (Event event : events) {
        producer.send(
            new ProducerRecord<>(
                Topics.EVENTS.name(),
                new PersonKey(event.workspace(), event.person()).text(),
                event));
      }
    }
  }
}
