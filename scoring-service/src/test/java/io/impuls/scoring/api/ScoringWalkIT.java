package io.impuls.scoring.api;

import static io.impuls.scoring.api.EventTopic.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.score.ScoreChange.Cause;
import io.impuls.contracts.tag.TagChange;
import io.impuls.scoring.TestPlans;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A walk through what scoring is for (SC-01 to SC-18), each with its acceptance example: plans by
 * REST, events by a real Kafka, scores by REST. What is missing of SC-06 (segments) is missing
 * here.
 */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class ScoringWalkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Two days ago at noon by UTC, when all plans are in force. */
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

  /** SC-01: a visit to a scored page raises the score without a user's act. */
  @Test
  void sc01PointsComeByThemselves() {
    publish("sc01", "{\"id\": \"cennik\", \"points\": 30, \"anyOf\": [" + page("/cennik") + "]}");
    UUID anna = UUID.randomUUID();

    send(view(anna, "/cennik", NOON));

    awaitScore(anna, "sc01", 30);
  }

  /** SC-02: city = Kraków +5; trait changed: +5 withdrawn. */
  @Test
  void sc02PointsForATraitCountWhileItHolds() {
    publish(
        "sc02",
        """
        {"id": "krakow", "name": "Lives in Kraków", "points": 5,
         "trait": {"field": "contact.city", "equals": "Kraków"}}
        """);
    UUID anna = UUID.randomUUID();

    send(
        Events.of("person.identified")
            .id("who" + anna)
            .trait("city", "Kraków")
            .at(NOON)
            .person(anna));
    awaitScore(anna, "sc02", 5);
    send(city(anna, "Gdańsk", NOON.plusSeconds(3_600)));

    awaitScore(anna, "sc02", 0);
    List<JsonNode> entries = awaitEntries(anna, "sc02", 2);
    assertThat(points(entries)).containsExactly("5", "-5");
    assertThat(entries.stream().map(entry -> entry.get("words").textValue()))
        .containsExactly(
            "TRAIT: contact.city is Kraków; since " + NOON,
            "TRAIT: contact.city is Gdańsk; since " + NOON.plusSeconds(3_600));
    JsonNode then = rest.get("/v1/scores/" + anna + "?at=" + NOON.plusSeconds(3_599)).json();
    assertThat(find(then, "sc02").path("score").intValue()).isEqualTo(5);
  }

  /** 3.8: the grade follows from the traits, the segment from score and grade, also as of then. */
  @Test
  void gradeAndScoreNameTheSegment() {
    Rest.Answer answer =
        rest.put(
            "/v1/plans/graded",
            TestPlans.backDated(
                """
                {"name": "Graded", "rules": [
                  {"id": "r", "points": 80, "anyOf": [{"event": "custom.graded"}]}],
                 "bands": [{"name": "HOT", "enter": 80, "leave": 70}],
                 "grade": {
                   "grades": [
                     {"name": "A", "when": {"field": "contact.city", "equals": "Kraków"}},
                     {"name": "F"}],
                   "matrix": [{"segment": "call", "bands": ["HOT"], "grades": ["A"]},
                              {"segment": "offer", "min": 40},
                              {"segment": "leave alone"}]}}
                """));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    UUID anna = UUID.randomUUID();

    send(act(anna, "custom.graded", NOON));
    awaitSegment(anna, "offer");
    assertThat(standing(anna, "graded").path("grade").textValue()).isEqualTo("F");
    send(city(anna, "Kraków", NOON.plusSeconds(60)));

    awaitSegment(anna, "call");
    assertThat(standing(anna, "graded").path("grade").textValue()).isEqualTo("A");
    JsonNode then = rest.get("/v1/scores/" + anna + "?at=" + NOON.plusSeconds(59)).json();
    assertThat(find(then, "graded").path("grade").textValue()).isEqualTo("F");
    assertThat(find(then, "graded").path("segment").textValue()).isEqualTo("offer");
  }

  private void awaitSegment(UUID person, String wanted) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(standing(person, "graded").path("segment").textValue())
                    .isEqualTo(wanted));
  }

  private static ContactChange city(UUID person, String city, Instant at) {
    return new ContactChange(
        Events.WORKSPACE,
        person,
        UUID.randomUUID(),
        ContactChange.Kind.ATTRIBUTES,
        at,
        "jan",
        null,
        Map.of("city", city),
        null,
        null);
  }

  /** SC-03: plan "B2B" and plan "Outlet" give one contact 45 and 10. */
  @Test
  void sc03SeveralPlansGiveSeveralScores() {
    publish("sc03-b2b", "{\"id\": \"r\", \"points\": 45, \"anyOf\": [" + page("/b2b") + "]}");
    publish("sc03-outlet", "{\"id\": \"r\", \"points\": 10, \"anyOf\": [" + page("/b2b") + "]}");
    UUID anna = UUID.randomUUID();

    send(view(anna, "/b2b", NOON));

    awaitScore(anna, "sc03-b2b", 45);
    awaitScore(anna, "sc03-outlet", 10);
  }

  /**
   * SC-04, SC-05 and SC-15: each behaviour has its points, some take away, and all are summed: 30 +
   * 20 + 5 - 10 = 45.
   */
  @Test
  void sc04sc05sc15EachBehaviourHasItsPoints() {
    publish(
        "sc15",
        """
        {"id": "download", "points": 30, "anyOf": [{"event": "custom.download"}]},
        {"id": "form", "points": 20, "anyOf": [{"event": "custom.form"}]},
        {"id": "visit", "points": 5, "anyOf": [{"event": "custom.visit"}]},
        {"id": "unsubscribe", "points": -10, "anyOf": [{"event": "custom.unsubscribe"}]}
        """);
    UUID anna = UUID.randomUUID();

    send(
        act(anna, "custom.download", NOON),
        act(anna, "custom.form", NOON.plusSeconds(1)),
        act(anna, "custom.visit", NOON.plusSeconds(2)),
        act(anna, "custom.unsubscribe", NOON.plusSeconds(3)));

    awaitScore(anna, "sc15", 45);
  }

  /**
   * SC-04: visit 5, open 3, download 25; opens by machines give nothing, and a click of which it is
   * not sure who did it counts at its own time once a human is seen (3.28).
   */
  @Test
  void sc04OpensAndClicksCountAsFarAsHumansDidThem() {
    publish(
        "sc04",
        """
        {"id": "visit", "points": 5, "anyOf": [%s]},
        {"id": "open", "points": 3, "anyOf": [{"event": "email.opened"}]},
        {"id": "click", "points": 10, "anyOf": [{"event": "email.clicked"}]},
        {"id": "download", "points": 25, "anyOf": [{"event": "file.downloaded"}]}
        """
            .formatted(page("/sc04")));
    UUID anna = UUID.randomUUID();
    UUID nobody = UUID.randomUUID();

    send(
        act(anna, "email.opened", NOON),
        act(anna, "email.opened", NOON.plusSeconds(3_600)).byMachine("mail privacy proxy"),
        act(anna, "email.clicked", NOON.plusSeconds(3_601)).doubtful("no script has run"),
        act(nobody, "email.clicked", NOON).doubtful("no script has run"));
    awaitScore(anna, "sc04", 3);
    send(
        view(anna, "/sc04", NOON.plusSeconds(3_610)),
        act(anna, "file.downloaded", NOON.plusSeconds(3_620)));

    awaitScore(anna, "sc04", 43);
    assertThat(points(awaitEntries(anna, "sc04", 5))).containsExactly("3", "0", "10", "5", "25");
    assertThat(points(awaitEntries(nobody, "sc04", 1))).containsExactly("0");
  }

  /**
   * SC-07: "price list 30 pts, services 20, only the home page 5"; a visit to home and price list
   * gives 30, one to home alone 5.
   */
  @Test
  void sc07OnlyTheHomePageCountsForVisitsOfItAlone() {
    publish(
        "sc07",
        """
        {"id": "price-list", "points": 30, "anyOf": [%s]},
        {"id": "services", "points": 20, "anyOf": [%s]},
        {"id": "home", "points": 5, "only": true, "anyOf": [%s]}
        """
            .formatted(page("/sc07/prices"), page("/sc07/services"), page("/sc07/home")));
    UUID both = UUID.randomUUID();
    UUID alone = UUID.randomUUID();
    UUID visit = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    Instant due = NOON.plusSeconds(60 + 1_800);

    send(
        view(both, "/sc07/home", NOON).inVisit(visit),
        view(both, "/sc07/prices", NOON.plusSeconds(60)).inVisit(visit),
        view(alone, "/sc07/home", NOON).inVisit(other),
        view(alone, "/sc07/home", NOON.plusSeconds(60)).inVisit(other),
        Events.visitEnded(visit, 1, false, due).person(both),
        Events.visitEnded(other, 1, false, due).person(alone));

    awaitScore(both, "sc07", 30);
    awaitScore(alone, "sc07", 5);
    assertThat(awaitEntries(alone, "sc07", 1).get(0).get("occurredAt").textValue())
        .isEqualTo(due.toString());
  }

  /** A rule may count a tag that the person gets, from the topic on which segmentation tells it. */
  @Test
  void tagsCountWhenTheyCome() {
    publish(
        "tags",
        """
        {"id": "tv", "points": 15, "anyOf": [{"event": "tag.assigned",
           "when": {"field": "properties.tag", "equals": "TV"}}]}
        """);
    UUID anna = UUID.randomUUID();

    send(
        new TagChange(
            Events.WORKSPACE,
            anna,
            "TV",
            "tv",
            1,
            1,
            TagChange.Action.ASSIGNED,
            null,
            Points.of(1),
            NOON,
            "views",
            1,
            new Cause(UUID.randomUUID(), "product.viewed", NOON, NOON),
            null,
            0));

    awaitScore(anna, "tags", 15);
    assertThat(awaitEntries(anna, "tags", 1).get(0).get("eventType").textValue())
        .isEqualTo("tag.assigned");
  }

  /** SC-08: an order of 500 PLN or more +50, below +10; 500.00 gives +50. */
  @Test
  void sc08APurchaseCountsByItsPrice() {
    publish(
        "sc08",
        """
        {"id": "large", "points": 50, "anyOf": [
          {"event": "order.placed", "when": {"field": "order.value", "gte": 500}}]},
        {"id": "small", "points": 10, "anyOf": [
          {"event": "order.placed", "when": {"field": "order.value", "lt": 500}}]}
        """);
    UUID exactly = UUID.randomUUID();
    UUID below = UUID.randomUUID();

    send(
        Events.orderPlaced("1", "500.00", "PLN").id("o" + exactly).at(NOON).person(exactly),
        Events.orderPlaced("2", "499.99", "PLN").id("o" + below).at(NOON).person(below));

    awaitScore(exactly, "sc08", 50);
    awaitScore(below, "sc08", 10);
  }

  /** SC-09: "page X or form Y = 10": both done within the cap's window give 10, not 20. */
  @Test
  void sc09OneRuleHasManyActivities() {
    publish(
        "sc09",
        """
        {"id": "either", "points": 10, "cap": {"limit": 1, "window": "PT24H"}, "anyOf": [%s,
          {"event": "custom.y"}]}
        """
            .formatted(page("/x")));
    UUID anna = UUID.randomUUID();

    send(view(anna, "/x", NOON), act(anna, "custom.y", NOON.plusSeconds(60)));

    awaitEntries(anna, "sc09", 2);
    awaitScore(anna, "sc09", 10);
  }

  /** SC-10: 10:00 +30, 15:00 0, next day 09:59:59 0, next day 10:00:00 +30. */
  @Test
  void sc10ACapHoldsForExactlyItsWindow() {
    publish(
        "sc10",
        """
        {"id": "price-list", "points": 30, "cap": {"limit": 1, "window": "PT24H"},
         "anyOf": [{"event": "custom.price-list"}]}
        """);
    UUID anna = UUID.randomUUID();
    Instant ten = NOON.minusSeconds(2 * 3_600);

    send(
        act(anna, "custom.price-list", ten),
        act(anna, "custom.price-list", ten.plusSeconds(5 * 3_600)),
        act(anna, "custom.price-list", ten.plusSeconds(24 * 3_600 - 1)),
        act(anna, "custom.price-list", ten.plusSeconds(24 * 3_600)));

    awaitScore(anna, "sc10", 60);
    assertThat(points(awaitEntries(anna, "sc10", 4))).containsExactly("30", "0", "0", "30");
  }

  /**
   * 3.4: 30 and 30 under 50 for the group give 30 and 20; a late event of one rule voids another's.
   */
  @Test
  void aGroupOfRulesHasACapOfItsOwn() {
    Rest.Answer answer =
        rest.put(
            "/v1/plans/joint",
            TestPlans.backDated(
                """
                {"name": "Joint",
                 "groups": [{"id": "web", "cap": {"points": 50, "window": "PT24H"}}],
                 "rules": [
                   {"id": "a", "group": "web", "points": 30, "anyOf": [{"event": "custom.ja"}]},
                   {"id": "b", "group": "web", "points": 30, "anyOf": [{"event": "custom.jb"}]}]}
                """));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    UUID anna = UUID.randomUUID();

    send(act(anna, "custom.ja", NOON), act(anna, "custom.jb", NOON.plusSeconds(60)));
    awaitScore(anna, "joint", 50);
    send(act(anna, "custom.jb", NOON.minusSeconds(60)));

    List<JsonNode> entries = awaitEntries(anna, "joint", 3);
    assertThat(points(entries)).containsExactly("30", "20", "0");
    assertThat(entries.get(2).path("reason").asText()).isEqualTo("GROUP_CAP");
    assertThat(entries.get(2).path("words").asText())
        .endsWith("free again from " + NOON.minusSeconds(60).plus(Duration.ofDays(1)));
  }

  /** SC-11: 22:00-06:00; 21:59:59 +30, 22:00:00 0, 06:00:00 counts again. */
  @Test
  void sc11QuietHoursWithholdPoints() {
    publish(
        "sc11",
        """
        {"id": "visit", "points": 30, "anyOf": [{"event": "custom.night"}],
         "quietHours": {"from": "22:00", "to": "06:00", "zone": "UTC"}}
        """);
    UUID anna = UUID.randomUUID();
    Instant ten = NOON.plusSeconds(10 * 3_600);

    send(
        act(anna, "custom.night", ten.minusSeconds(1)),
        act(anna, "custom.night", ten),
        act(anna, "custom.night", ten.plusSeconds(8 * 3_600)));

    assertThat(points(awaitEntries(anna, "sc11", 3))).containsExactly("30", "0", "30");
  }

  /** SC-12: e-mail sent +1, SMS sent +2, set in advance; neither warms a cold contact. */
  @Test
  void sc12WhatIsDoneToAContactCountsApart() {
    assertThat(
            rest.put(
                    "/v1/plans/sc12",
                    TestPlans.backDated(
                        """
                        {"name": "Sent", "rules": [
                          {"id": "mail", "points": 1, "anyOf": [{"event": "email.sent"}]},
                          {"id": "sms", "points": 2, "anyOf": [{"event": "sms.sent"}]}],
                         "bands": [{"name": "WARM", "enter": 1, "leave": 1}]}
                        """))
                .status())
        .isEqualTo(201);
    UUID anna = UUID.randomUUID();

    send(act(anna, "email.sent", NOON), act(anna, "sms.sent", NOON.plusSeconds(1)));

    awaitScore(anna, "sc12", 3);
    assertThat(standing(anna, "sc12").at("/groups/system").intValue()).isEqualTo(3);
    assertThat(standing(anna, "sc12").has("band")).isFalse();
  }

  /** SC-14: no open within 7 days of the mail: -5 at exactly the mail + 7 d (here: 1 d). */
  @Test
  void sc14NotDoingSomethingCountsAtItsInstant() {
    publish(
        "sc14",
        """
        {"id": "silent", "points": -5, "anyOf": [{"event": "email.sent",
           "when": {"field": "properties.list", "equals": "sc14"}}],
         "unless": {"anyOf": [{"event": "email.opened"}], "within": "P1D"}}
        """);
    UUID anna = UUID.randomUUID();

    send(
        Events.of("email.sent").id("m" + anna).property("list", "sc14").at(NOON).person(anna),
        act(anna, "search.performed", NOON.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(15))));

    awaitScore(anna, "sc14", -5);
    assertThat(awaitEntries(anna, "sc14", 1).get(0).get("occurredAt").textValue())
        .isEqualTo(NOON.plus(Duration.ofDays(1)).toString());
  }

  /**
   * SC-16: the people with most points, ties by the latest activity, then by contact. SC-17: the
   * scale tells what to do: 80 "call", 40-79 "discount", 0-39 "nurture".
   */
  @Test
  void sc16sc17TheBestComeFirstAndTheScaleSaysWhatToDo() {
    assertThat(
            rest.put(
                    "/v1/plans/sc16",
                    TestPlans.backDated(
                        """
                        {"name": "Best", "rules": [
                          {"id": "r", "anyOf": [{"event": "custom.best"}],
                           "points": {"field": "properties.points"}}],
                         "bands": [{"name": "call", "enter": 80, "leave": 80},
                                   {"name": "discount", "enter": 40, "leave": 40},
                                   {"name": "nurture", "enter": 0, "leave": 0}]}
                        """))
                .status())
        .isEqualTo(201);
    UUID most = UUID.randomUUID();
    UUID later = UUID.randomUUID();
    UUID earlier = UUID.randomUUID();
    UUID least = UUID.randomUUID();

    send(
        best(least, 39, NOON.plusSeconds(60)),
        best(earlier, 79, NOON),
        best(later, 79, NOON.plusSeconds(1)),
        best(most, 80, NOON));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(rest.get("/v1/plans/sc16/top?n=100").json().at("/people")).hasSize(4));
    JsonNode people = rest.get("/v1/plans/sc16/top?n=100").json().at("/people");
    assertThat(people.findValuesAsText("person"))
        .containsExactly(most.toString(), later.toString(), earlier.toString(), least.toString());
    assertThat(people.findValuesAsText("band"))
        .containsExactly("call", "discount", "discount", "nurture");
  }

  /** SC-18: crossing 80 moves a contact to HOT once, with hysteresis on the way back. */
  @Test
  void sc18CrossingALevelHappensOnce() {
    assertThat(
            rest.put(
                    "/v1/plans/sc18",
                    TestPlans.backDated(
                        """
                        {"name": "Hot", "rules": [
                          {"id": "r", "anyOf": [{"event": "custom.hot"}],
                           "points": {"field": "properties.points"}}],
                         "bands": [{"name": "HOT", "enter": 80, "leave": 70}]}
                        """))
                .status())
        .isEqualTo(201);
    UUID anna = UUID.randomUUID();

    send(
        hot(anna, 80, NOON),
        hot(anna, -9, NOON.plusSeconds(1)),
        hot(anna, 9, NOON.plusSeconds(2)),
        hot(anna, -11, NOON.plusSeconds(3)));

    awaitScore(anna, "sc18", 69);
    assertThat(standing(anna, "sc18").has("band")).isFalse();
    assertThat(bandAt(anna, NOON)).isEqualTo("HOT");
    assertThat(bandAt(anna, NOON.plusSeconds(1))).as("71 is still HOT").isEqualTo("HOT");
    assertThat(bandAt(anna, NOON.plusSeconds(3))).isNull();
  }

  private String bandAt(UUID person, Instant at) {
    JsonNode then = rest.get("/v1/scores/" + person + "?at=" + at).json();
    return find(then, "sc18").path("band").textValue();
  }

  private void publish(String id, String rules) {
    Rest.Answer answer =
        rest.put(
            "/v1/plans/" + id,
            TestPlans.backDated("{\"name\": \"%s\", \"rules\": [%s]}".formatted(id, rules)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  private static String page(String path) {
    return """
        {"event": "page.viewed", "when": {"field": "page.path", "equals": "%s"}}
        """
        .formatted(path);
  }

  private static Events view(UUID person, String path, Instant at) {
    return Events.pageViewed("https://s.test" + path).id(path + person + at).at(at).person(person);
  }

  private static Events act(UUID person, String type, Instant at) {
    return Events.of(type).id(type + person + at).at(at).person(person);
  }

  private static Events best(UUID person, int points, Instant at) {
    return act(person, "custom.best", at).property("points", points);
  }

  private static Events hot(UUID person, int points, Instant at) {
    return act(person, "custom.hot", at).property("points", points);
  }

  private JsonNode standing(UUID person, String plan) {
    return find(rest.get("/v1/scores/" + person).json(), plan);
  }

  private static JsonNode find(JsonNode scores, String plan) {
    return StreamSupport.stream(scores.path("plans").spliterator(), false)
        .filter(one -> plan.equals(one.path("plan").textValue()))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private void awaitScore(UUID person, String plan, int wanted) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(standing(person, plan).path("score").asText("none"))
                    .isEqualTo(Integer.toString(wanted)));
  }

  /** Gives the entries of the ledger, oldest first, once there are so many. */
  private List<JsonNode> awaitEntries(UUID person, String plan, int wanted) {
    String why = "/v1/scores/" + person + "/why?plan=" + plan;
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(rest.get(why).json().path("entries")).hasSize(wanted));
    List<JsonNode> entries = new ArrayList<>();
    rest.get(why).json().get("entries").forEach(entry -> entries.add(0, entry));
    return entries;
  }

  private static List<String> points(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.get("points").asText()).toList();
  }
}
