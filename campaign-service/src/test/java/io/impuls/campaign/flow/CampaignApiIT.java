package io.impuls.campaign.flow;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Ledger;
import io.impuls.campaign.domain.Occasion;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,postgres"))
@QuarkusTestResource(SmtpGate.class)
class CampaignApiIT {

  private static final String MAIL = "\"mail\":{\"subject\":\"Hi\",\"text\":\"Hello {firstName}\"}";
  private static final String BAND = "\"trigger\":{\"band\":{\"plan\":\"p\",\"band\":\"HOT\"}}";
  private static final String GOOD = "{\"name\":\"Hot\"," + BAND + "," + MAIL + "}";

  @Inject Ledger ledger;

  private final UUID workspace = UUID.randomUUID();

  @Test
  void savesReadsAndListsACampaign() {
    put("hot", GOOD)
        .statusCode(201)
        .body("id", equalTo("hot"))
        .body("version", equalTo(1))
        .body("active", equalTo(true))
        .body("purpose", equalTo(Campaign.PURPOSE))
        .body("usefulFor", equalTo("PT24H"))
        .body("trigger.band.band", equalTo("HOT"))
        .body("trigger.tag", nullValue())
        .body("activeFrom", notNullValue())
        .body("updatedBy", equalTo("test-marketer"));

    viewer().get("/v1/campaigns/hot").then().statusCode(200).body("name", equalTo("Hot"));
    viewer()
        .get("/v1/campaigns")
        .then()
        .statusCode(200)
        .body("id", equalTo(java.util.List.of("hot")));
    viewer().get("/v1/campaigns/none").then().statusCode(404).body("title", equalTo("Not found"));
  }

  @Test
  void letsTheFirstOfTwoEditorsWin() {
    put("hot", GOOD).statusCode(201);
    // the same again is what is kept already
    put("hot", GOOD).statusCode(200).body("version", equalTo(1));
    String paused = GOOD.replace("{\"name\"", "{\"version\":1,\"active\":false,\"name\"");
    put("hot", paused).statusCode(200).body("version", equalTo(2)).body("active", equalTo(false));

    put("hot", GOOD.replace("{\"name\":\"Hot\"", "{\"version\":1,\"name\":\"Late\""))
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("version 2"));
  }

  @Test
  void keepsWorkspacesApart() {
    put("hot", GOOD).statusCode(201);

    as(TestTokens.viewer(UUID.randomUUID())).get("/v1/campaigns/hot").then().statusCode(404);
    as(TestTokens.viewer(UUID.randomUUID())).get("/v1/campaigns").then().body("$", hasSize(0));
  }

  @Test
  void asksForRoles() {
    given().get("/v1/campaigns").then().statusCode(401);
    as(TestTokens.expired(workspace)).get("/v1/campaigns").then().statusCode(401);
    viewer()
        .contentType(ContentType.JSON)
        .body(GOOD)
        .put("/v1/campaigns/hot")
        .then()
        .statusCode(403);
    as(TestTokens.marketer(workspace))
        .contentType(ContentType.JSON)
        .body("{\"state\":\"sent\",\"reason\":\"x\"}")
        .post("/v1/sends/{id}/resolve", UUID.randomUUID())
        .then()
        .statusCode(403);
  }

  @Test
  void pointsAtEverythingThatIsWrongAtOnce() {
    put(
            "hot",
            "{\"id\":\"cold\",\"version\":-1,\"purpose\":\"sms\",\"usefulFor\":\"P31D\","
                + "\"trigger\":{\"tag\":{\"key\":\"T\",\"atLeast\":1.2345}},"
                + "\"mail\":{\"subject\":\"Hi\"}}")
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "errors.pointer",
            hasItems(
                "/id",
                "/version",
                "/name",
                "/purpose",
                "/usefulFor",
                "/trigger/tag/atLeast",
                "/mail"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'{\"name\":5';''",
        "'[]';''",
        "'{\"nmae\":\"Hot\"}';'/nmae'",
        "'{\"trigger\":{\"band\":7}}';'/trigger/band'",
        "'{\"activeFrom\":\"yesterday\"}';'/activeFrom'"
      })
  void refusesWhatItCannotRead(String body, String pointer) {
    ValidatableResponse answer =
        put("hot", body).statusCode(400).contentType("application/problem+json");
    if (pointer != null && !pointer.isEmpty()) {
      answer.body("errors.pointer", hasItem(pointer));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{cdi:config}",
        "{inject:config}",
        "{config:property('quarkus.datasource.password')}",
        "{firstName.getClass().getClassLoader()}",
        "{#eval firstName /}",
        "{#include base /}",
        "{#for i in 1000000000}x{/for}",
        "{firstName.raw}",
        "{#if firstName}"
      })
  void refusesTemplatesThatReachBeyondTexts(String attempt) {
    put(
            "hot",
            "{\"name\":\"Hot\","
                + BAND
                + ",\"mail\":{\"subject\":\"Hi\",\"html\":\"one\\ntwo "
                + attempt
                + "\"}}")
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/mail/html"))
        .body("errors[0].message", startsWith("line 2: "));
  }

  @Test
  void listsSendsInPartsAndCountsThemWithoutAddresses() {
    put("hot", GOOD).statusCode(201);
    Instant now = Instant.now();
    for (int i = 0; i < 5; i++) {
      UUID person = UUID.randomUUID();
      ledger.decide(workspace, "hot", new Occasion(person, person + "/1/1", now, Map.of()));
    }

    String cursor =
        viewer()
            .get("/v1/campaigns/hot/sends?limit=3")
            .then()
            .statusCode(200)
            .body("sends", hasSize(3))
            .body("sends[0].state", equalTo("WAITING"))
            .body("sends[0].keySet()", not(hasItem("addressHash")))
            .extract()
            .path("nextCursor");
    viewer()
        .get("/v1/campaigns/hot/sends?limit=3&cursor={c}", cursor)
        .then()
        .statusCode(200)
        .body("sends", hasSize(2))
        .body("nextCursor", nullValue());
    viewer().get("/v1/campaigns/hot/sends?state=sent").then().body("sends", hasSize(0));
    viewer()
        .get("/v1/campaigns/hot/summary")
        .then()
        .body("total", equalTo(5))
        .body("byState.WAITING", equalTo(5));
    UUID sendId =
        UUID.fromString(
            viewer().get("/v1/campaigns/hot/sends").then().extract().path("sends[0].sendId"));
    resolve(sendId).statusCode(409).body("detail", containsString("waiting"));
    resolve(UUID.randomUUID()).statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=x", "state=gone", "cursor=%21%21", "cursor=eHh4"})
  void refusesQuestionsItDoesNotUnderstand(String query) {
    put("hot", GOOD).statusCode(201);

    viewer().get("/v1/campaigns/hot/sends?" + query).then().statusCode(400);
  }

  @Test
  void describesAndCountsItself() {
    given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/campaigns/{id}"));
    given().get("/q/metrics").then().statusCode(200).body(containsString("campaign_trigger_lag"));
    given().get("/q/health/live").then().statusCode(200);
  }

  private ValidatableResponse resolve(UUID sendId) {
    return as(TestTokens.operator(workspace))
        .contentType(ContentType.JSON)
        .body("{\"state\":\"failed\",\"reason\":\"asked the provider\"}")
        .post("/v1/sends/{id}/resolve", sendId)
        .then();
  }

  private ValidatableResponse put(String id, String body) {
    return as(TestTokens.marketer(workspace))
        .contentType(ContentType.JSON)
        .body(body)
        .put("/v1/campaigns/{id}", id)
        .then();
  }

  private RequestSpecification viewer() {
    return as(TestTokens.viewer(workspace));
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }
}
