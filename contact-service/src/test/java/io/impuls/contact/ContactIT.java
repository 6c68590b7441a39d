package io.impuls.contact;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.impuls.contact.domain.CardBounds;
import io.impuls.contact.domain.Changes;
import io.impuls.contact.domain.Merges;
import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.impuls.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka,postgres,cassandra"))
class ContactIT {

  /** Recent, as the timeline keeps twelve months; the middle of a month, as tests go back days. */
  private static final Instant NOON =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(20, ChronoUnit.DAYS);

  private KafkaProducer<String, byte[]> producer;

  @BeforeEach
  void connect() {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("impuls.kafka.bootstrap-servers", String.class),
                "acks",
                "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void disconnect() {
    producer.close();
  }

  @Test
  void showsWhatAPersonSaidAndDid() {
    UUID anna = UUID.randomUUID();
    event(
        Events.identified("17850", "customer-17850@example.test")
            .trait("country", "United Kingdom")
            .consent("marketing_email", true)
            .at(NOON)
            .person(anna)
            .build());
    event(viewed(anna, 5).visitor("v-" + anna).build());
    send(Topics.SCORE_CHANGES, anna, Changes.score(anna, "engagement", 1, 1, 61, "HOT"));
    send(Topics.TAG_CHANGES, anna, Changes.tag(anna, "LANTERN", 1, 3L));
    send(Topics.TAG_CHANGES, anna, Changes.tag(anna, "CHRISTMAS", 2, 7L));
    handled();

    card(anna)
        .statusCode(200)
        .body("person", is(anna.toString()))
        .body("known", is(true))
        .body("machine", is(false))
        .body("firstSeen", is(NOON.toString()))
        .body("lastSeen", is(NOON.plusSeconds(5).toString()))
        .body("attributes.country", is("United Kingdom"))
        .body("consent.marketing_email.given", is(true))
        .body("identifiers.value", hasItem("customer-17850@example.test"))
        .body("scores[0].plan", is("engagement"))
        .body("scores[0].score", is(61))
        .body("scores[0].band", is("HOT"))
        .body("tags.tag", contains("CHRISTMAS", "LANTERN"))
        .body("mergedInto", nullValue());
  }

  @Test
  void changesNothingWhenTheSameComesAgain() {
    UUID anna = UUID.randomUUID();
    Event event = viewed(anna, 0).trait("city", "Kraków").build();
    for (int i = 0; i < 3; i++) {
      event(event);
      send(Topics.SCORE_CHANGES, anna, Changes.score(anna, "engagement", 1, 1, 1));
    }
    handled();

    timeline(anna, "").body("entries", hasSize(2)).body("next", nullValue());
    card(anna).body("scores", hasSize(1));
  }

  @Test
  void keepsTheHigherVersionWhenTheLowerComesLate() {
    UUID anna = UUID.randomUUID();
    event(viewed(anna, 0).build());
    send(Topics.SCORE_CHANGES, anna, Changes.score(anna, "engagement", 1, 5, 50));
    handled();
    send(Topics.SCORE_CHANGES, anna, Changes.score(anna, "engagement", 1, 4, 40));
    send(Topics.TAG_CHANGES, anna, Changes.tag(anna, "LANTERN", 2, null));
    handled();
    send(Topics.TAG_CHANGES, anna, Changes.tag(anna, "LANTERN", 1, 9L));
    handled();

    card(anna).body("scores[0].score", is(50)).body("tags", hasSize(0));

    // a rebuild of scoring's state raises the epoch and counts versions anew
    send(Topics.SCORE_CHANGES, anna, Changes.score(anna, "engagement", 2, 1, 45));
    handled();
    card(anna).body("scores[0].score", is(45));
  }

  @Test
  void keepsTheLastSaidOfAnAttributeWhenTheFirstComesLate() {
    UUID anna = UUID.randomUUID();
    event(viewed(anna, 10).trait("city", "Gdynia").build());
    handled();
    event(viewed(anna, 5).trait("city", "Kraków").trait("size", 42).build());
    handled();

    card(anna)
        .body("attributes.city", is("Gdynia"))
        .body("attributes.size", is(42))
        .body("firstSeen", is(NOON.plusSeconds(5).toString()))
        .body("lastSeen", is(NOON.plusSeconds(10).toString()));
  }

  @Test
  void givesTheSameCardWhetherTheMergeComesBeforeOrAfterTheFacts() {
    List<List<Integer>> orders =
        List.of(
            List.of(0, 1, 2),
            List.of(0, 2, 1),
            List.of(1, 0, 2),
            List.of(1, 2, 0),
            List.of(2, 0, 1),
            List.of(2, 1, 0));
    for (List<Integer> order : orders) {
      UUID visitor = UUID.randomUUID();
      UUID anna = UUID.randomUUID();
      List<Event> events =
          List.of(
              viewed(visitor, 0)
                  .visitor("v-" + visitor)
                  .trait("city", "Kraków")
                  .consent("marketing_email", true)
                  .build(),
              Events.identified("u-" + anna, anna + "@example.test")
                  .at(NOON.plusSeconds(60))
                  .trait("city", "Gdynia")
                  .person(anna)
                  .build(),
              Merges.merged(visitor, anna, NOON.plusSeconds(60).toString()));
      for (int next : order) {
        event(events.get(next));
        handled();
      }

      for (UUID asked : List.of(anna, visitor)) {
        card(asked)
            .body("person", is(anna.toString()))
            .body("aliases", contains(visitor.toString()))
            .body("attributes.city", is("Gdynia"))
            .body("firstSeen", is(NOON.toString()))
            .body("known", is(true))
            // given before anybody named the address: a merge carries no consent to it
            .body("consent.marketing_email", nullValue())
            .body(
                "identifiers.value",
                containsInAnyOrder("u-" + anna, anna + "@example.test", "v-" + visitor));
        // the merge lies under the visitor's id, the identification under the person's
        timeline(asked, "")
            .body("person", is(anna.toString()))
            .body("entries.findAll { it.type == 'page.viewed' }", hasSize(1))
            .body("entries.findAll { it.type == 'person.identified' }", hasSize(1))
            .body("entries.findAll { it.type == 'person.merged' }", hasSize(1));
      }
      card(visitor).body("mergedInto", is(anna.toString())).body("note", notNullValue());
    }
  }

  /** In whatever order the merge is told again, and whether or not both come in one batch. */
  @Test
  void aSplitGivesBothACardAgainWithTheIdentifiersThatNameThem() {
    UUID workspace = Events.WORKSPACE;
    String address = UUID.randomUUID() + "@example.test";
    String user = "u-" + address;
    UUID anna = Ids.person(workspace, new Identifier(Identifier.Kind.USER_ID, user));
    UUID byAddress = Ids.person(workspace, new Identifier(Identifier.Kind.EMAIL, address));
    UUID ben = UUID.randomUUID();
    event(Events.identified(user, address).at(NOON).person(anna).build());
    event(viewed(ben, 0).visitor("v-" + ben).build());
    Event merge = Merges.merged(anna, ben, NOON.plusSeconds(60).toString());
    event(merge);
    handled();
    card(anna).body("person", is(ben.toString()));

    parted(ben, anna, anna, 90);
    parted(ben, anna, byAddress, 90);
    event(viewed(anna, 120).trait("city", "Gdynia").build());
    handled();
    event(merge);
    handled();

    card(anna)
        .body("person", is(anna.toString()))
        .body("mergedInto", nullValue())
        .body("identifiers.value", containsInAnyOrder(user, address))
        .body("attributes.city", is("Gdynia"))
        .body("known", is(true));
    card(ben)
        .body("aliases", hasSize(0))
        .body("identifiers.value", contains("v-" + ben))
        .body("attributes.city", nullValue());
    timeline(anna, "").body("entries.findAll { it.type == 'person.identified' }", hasSize(1));
    timeline(ben, "").body("entries.findAll { it.type == 'person.identified' }", hasSize(0));

    event(Merges.merged(anna, ben, NOON.plusSeconds(180).toString()));
    handled();

    card(anna)
        .body("person", is(ben.toString()))
        .body("identifiers.value", containsInAnyOrder(user, address, "v-" + ben));
  }

  @Test
  void followsAChainOfMergesToItsEnd() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    UUID third = UUID.randomUUID();
    event(viewed(first, 0).trait("city", "Kraków").build());
    event(Merges.merged(second, third, NOON.plusSeconds(2).toString()));
    handled();
    event(Merges.merged(first, second, NOON.plusSeconds(1).toString()));
    handled();
    event(viewed(first, 7).trait("size", 42).build());
    handled();

    card(first)
        .body("person", is(third.toString()))
        .body("attributes.city", is("Kraków"))
        .body("attributes.size", is(42))
        .body("aliases", containsInAnyOrder(first.toString(), second.toString()));
  }

  @Test
  void pagesThroughATimelineOverMonthsAndAliasesWithoutGapsOrRepetitions() {
    UUID visitor = UUID.randomUUID();
    UUID anna = UUID.randomUUID();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // 41 hours apart: over two months; every fourth pair shares a millisecond
      Instant at = NOON.minus(41L * (i - i % 4 / 3), ChronoUnit.HOURS);
      Event event = viewed(i % 2 == 0 ? anna : visitor, 0).at(at).build();
      expected.add(event.eventId().toString());
      event(event);
    }
    Event merge = Merges.merged(visitor, anna, NOON.plusSeconds(1).toString());
    event(merge);
    expected.add(merge.eventId().toString());
    handled();

    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    String cursor = "";
    do {
      var page = timeline(anna, "&limit=7" + cursor).statusCode(200).extract().jsonPath();
      ids.addAll(page.getList("entries.id"));
      times.addAll(page.getList("entries.at"));
      cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    } while (cursor != null);

    assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(times.stream().map(Instant::parse).toList())
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void aVisitStaysOneEntryWhereverItsBeginningMovesAndGoesWhenItWasNone() {
    UUID anna = UUID.randomUUID();
    UUID visit = UUID.randomUUID();
    event(session(EventTypes.SESSION_STARTED, anna, visit, 1, false, NOON));
    event(session(EventTypes.SESSION_ENDED, anna, visit, 1, false, NOON));
    handled();
    timeline(anna, "&kind=session")
        .body("entries.type", contains("session.ended"))
        .body("entries[0].at", is(NOON.toString()));

    // a late page view moves the beginning into another month
    Instant earlier = NOON.minus(40, ChronoUnit.DAYS);
    Event corrected = session(EventTypes.SESSION_ENDED, anna, visit, 2, false, earlier);
    event(corrected);
    event(session(EventTypes.SESSION_ENDED, anna, visit, 1, false, NOON));
    handled();
    timeline(anna, "")
        .body("entries.type", contains("session.ended"))
        .body("entries[0].at", is(earlier.toString()))
        .body("entries[0].detail.revision", is(2));

    event(session(EventTypes.SESSION_ENDED, anna, visit, 3, true, earlier));
    event(corrected);
    handled();
    timeline(anna, "").body("entries", hasSize(0));
  }

  @Test
  void nobodyFillsACardWithoutEnd() {
    UUID anna = UUID.randomUUID();
    Events first = viewed(anna, 0);
    Events second = viewed(anna, 1);
    for (int i = 0; i < CardBounds.ATTRIBUTES; i++) {
      first.trait("first-" + i, i);
      second.trait("second-" + i, i);
      if (i < CardBounds.PURPOSES) {
        first.consent("first-" + i, true);
        second.consent("second-" + i, true);
      }
    }
    event(first.build());
    event(second.trait("first-0", "new").build());
    event(viewed(anna, 2).trait("first-1", "x".repeat(CardBounds.VALUE_LENGTH + 1)).build());
    for (int i = 0; i <= CardBounds.IDENTIFIERS; i++) {
      event(viewed(anna, 3).visitor("v-" + anna + "-" + i).build());
    }
    handled();

    card(anna)
        .body("attributes.size()", is(CardBounds.ATTRIBUTES))
        .body("attributes.first-0", is("new"))
        .body("attributes.first-1", is(1))
        .body("consent.size()", is(CardBounds.PURPOSES))
        .body("identifiers", hasSize(CardBounds.IDENTIFIERS));
  }

  @Test
  void showsOneKindOfEntryOnly() {
    UUID anna = UUID.randomUUID();
    event(viewed(anna, 0).build());
    send(Topics.SCORE_CHANGES, anna, Changes.score(anna, "engagement", 1, 1, 1));
    send(Topics.TAG_CHANGES, anna, Changes.tag(anna, "LANTERN", 1, 1L));
    handled();

    timeline(anna, "&kind=tag").body("entries.kind", contains("tag"));
    timeline(anna, "&kind=score").body("entries.detail.to", contains(1));
  }

  @Test
  void sortsByScoreAndPages() {
    String plan = "plan-" + UUID.randomUUID();
    List<UUID> best = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      UUID person = UUID.randomUUID();
      event(viewed(person, i).build());
      // three scores, three persons each: ties go to the one seen last
      send(
          Topics.SCORE_CHANGES,
          person,
          Changes.score(person, plan, 1, 1, 10 * (i / 3), i >= 6 ? "HOT" : null));
      best.add(0, person);
    }
    handled();

    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      var page =
          list("sort=score&limit=4&plan=" + plan + cursor).statusCode(200).extract().jsonPath();
      found.addAll(page.getList("contacts.person"));
      cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    } while (cursor != null);

    assertThat(found).containsExactlyElementsOf(best.stream().map(UUID::toString).toList());
    list("band=HOT&plan=" + plan).body("contacts", hasSize(3));
  }

  @Test
  void setsMachinesApart() {
    UUID robot = UUID.randomUUID();
    event(viewed(robot, 0).byMachine("known-robot").build());
    handled();

    card(robot).body("machine", is(true)).body("known", is(false));
    list("machine=true").body("contacts.person", hasItem(robot.toString()));
    assertThat(list("machine=false&limit=200").extract().jsonPath().getList("contacts.person"))
        .doesNotContain(robot.toString());
  }

  @Test
  void hidesContactsFromOtherWorkspaces() {
    UUID anna = UUID.randomUUID();
    event(viewed(anna, 0).build());
    handled();

    as(TestTokens.viewer(UUID.randomUUID()))
        .get("/v1/contacts/" + anna)
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
    as(TestTokens.viewer(UUID.randomUUID()))
        .get("/v1/contacts/" + anna + "/timeline")
        .then()
        .statusCode(404);
  }

  @Test
  void skipsWhatIsNoRecordAndGoesOn() {
    UUID anna = UUID.randomUUID();
    String key = new PersonKey(Events.WORKSPACE, anna).text();
    producer.send(new ProducerRecord<>(Topics.EVENTS.name(), key, "{broken".getBytes()));
    event(viewed(anna, 0).build());
    handled();

    card(anna).statusCode(200);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    String contact = "/v1/contacts/" + UUID.randomUUID();
    for (String path :
        List.of(
            "/v1/contacts?cursor=nonsense",
            "/v1/contacts?limit=0",
            "/v1/contacts?limit=1000",
            "/v1/contacts?limit=many",
            "/v1/contacts?sort=age",
            "/v1/contacts?sort=score",
            "/v1/contacts?known=perhaps",
            contact + "/timeline?cursor=nonsense",
            contact + "/timeline?kind=dream")) {
      viewer().get(path).then().statusCode(400).contentType("application/problem+json");
    }
    viewer().get("/v1/contacts/nobody").then().statusCode(404);
    viewer().get(contact).then().statusCode(404);
  }

  @Test
  void tellsOperatorsHowFarItIs() {
    as(TestTokens.operator(Events.WORKSPACE))
        .get("/v1/projection")
        .then()
        .statusCode(200)
        .body("lag", notNullValue());
    viewer().get("/v1/projection").then().statusCode(403);
    given().get("/q/health/ready").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .body(org.hamcrest.Matchers.containsString("contact_projection_lag"));
  }

  private Events viewed(UUID person, int second) {
    return Events.pageViewed("https://a.test/x").at(NOON.plusSeconds(second)).person(person);
  }

  private void event(Event event) {
    send(Topics.EVENTS, event.person(), event);
  }

  /** Under both keys, as the resolver does: what a person does afterwards comes after it. */
  private void parted(UUID from, UUID into, UUID original, int second) {
    Event split = Merges.parted(from, into, original, NOON.plusSeconds(second).toString());
    send(Topics.EVENTS, from, split);
    send(Topics.EVENTS, into, split);
  }

  private static Event session(
      String type, UUID person, UUID visit, int revision, boolean retracted, Instant startedAt) {
    return Events.of(type)
        .at(NOON)
        .receivedAt(NOON.plusSeconds(revision))
        .person(person)
        .build()
        .resolved(
            new Resolution(
                person,
                person,
                null,
                null,
                null,
                visit,
                new Session(revision, retracted, startedAt, NOON, null, 1, 1),
                null));
  }

  private <V> void send(Topic<V> topic, UUID person, V value) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            new PersonKey(Events.WORKSPACE, person).text(),
            topic.serde().serialize(topic.name(), value)));
  }

  /** Waits until everything sent so far is in the databases. */
  private void handled() {
    producer.flush();
    Instant asked = Instant.now();
    await()
        .atMost(60, SECONDS)
        .until(
            () -> {
              var progress =
                  as(TestTokens.operator(Events.WORKSPACE)).get("/v1/projection").jsonPath();
              // the ends are looked at once a second: an older look does not count
              return progress.getBoolean("ready")
                  && progress.getLong("lag") == 0
                  && asked.isBefore(Instant.parse(progress.getString("asOf")));
            });
  }

  private ValidatableResponse card(UUID person) {
    return viewer().get("/v1/contacts/" + person).then().statusCode(200);
  }

  private ValidatableResponse timeline(UUID person, String query) {
    return viewer()
        .get(
            "/v1/contacts/"
                + person
                + "/timeline?"
                + (query.isEmpty() ? "limit=50" : query.substring(1)))
        .then()
        .statusCode(200);
  }

  private ValidatableResponse list(String query) {
    return viewer().get("/v1/contacts?" + query).then();
  }

  private static RequestSpecification viewer() {
    return as(TestTokens.viewer(Events.WORKSPACE));
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
