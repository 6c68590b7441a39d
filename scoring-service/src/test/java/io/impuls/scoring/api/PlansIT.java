package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import io.impuls.scoring.TestPlans;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How plans are written, checked, tried and published, by REST over a real Kafka. */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class PlansIT {

  @TestHTTPResource("/")
  URI root;

  private Rest rest;

  @BeforeEach
  void waitUntilReady() {
    rest = new Rest(root, TestTokens.marketer(Events.WORKSPACE));
    rest.awaitReady();
  }

  @Test
  void aSecondEditorWhoDidNotSeeTheNewestVersionGetsAConflict() {
    String path = "/v1/plans/edited";
    assertThat(rest.put(path, TestPlans.VISITS).status()).isEqualTo(201);

    Rest.Answer first = rest.put(path, TestPlans.edited(31, 2));
    Rest.Answer second = rest.put(path, TestPlans.edited(32, 2));
    Rest.Answer repeated = rest.put(path, TestPlans.edited(31, 2));

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
            .map(
                points ->
                    CompletableFuture.supplyAsync(
                        () -> rest.put(path, TestPlans.edited(points, 2))))
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

    Rest.Answer active = rest.put(path, TestPlans.backDated(written));
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
}
