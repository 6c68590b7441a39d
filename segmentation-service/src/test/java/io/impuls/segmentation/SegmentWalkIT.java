package io.impuls.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Timeliness;
import io.impuls.contracts.event.VisitSource;
import io.impuls.testkit.Events;
import io.impuls.testkit.QuarkusServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A walk through what segments are for (SG-02, 03, 04, 06, 07, 12, 18): definitions by REST, events
 * by a real Kafka, members and snapshots by REST. That a campaign asks a snapshot is
 * campaign-service's.
 */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class SegmentWalkIT extends Walk {

  /** SG-02: who is tagged a second before the snapshot is in it; and it never changes. */
  @Test
  void sg02WhoWasTaggedJustBeforeTheSnapshotIsInIt() {
    publish("sg02", "SG02 KREDYT", page("/sg02"), "");
    publish("sg02", "{'tag':{'name':'SG02 Kredyt'}}");
    UUID anna = UUID.randomUUID();
    happen(view(anna, "/sg02", NOON));
    awaitMember(anna, "sg02", true);

    JsonNode snapshot = json(send("POST", "/v1/segments/sg02/snapshots", ""), 201);
    UUID late = UUID.randomUUID();
    happen(view(late, "/sg02", NOON));
    awaitMember(late, "sg02", true);

    assertThat(snapshot.get("count").asInt()).isEqualTo(1);
    String path = "/v1/segments/sg02/snapshots/" + snapshot.get("id").textValue();
    assertThat(get(path).at("/persons/0").textValue()).isEqualTo(anna.toString());
    assertThat(get(path).get("persons")).hasSize(1);
    assertThat(send("GET", path + "/members", null).body())
        .isEqualTo("{\"person\":\"" + anna + "\"}\n");
    assertThat(get("/v1/segments/sg02/count").get("count").asInt()).isEqualTo(2);
  }

  /** SG-03: sub-bases of like interest, with 120 of 300 in one and the others too in another. */
  @Test
  void sg03TheBaseIsSplitIntoGroupsAndOneMayBeInMany() {
    publish("sg03", "SG03 TV", page("/sg03/tv"), "");
    publish("sg03-tv", "{'tag':{'name':'SG03 TV'}}");
    publish("sg03-all", views("page.path", "/sg03/all", ""));
    List<UUID> all = Stream.generate(UUID::randomUUID).limit(300).toList();

    happen(all.stream().map(one -> view(one, "/sg03/all", NOON)).toArray(Events[]::new));
    happen(
        all.stream()
            .limit(120)
            .map(one -> view(one, "/sg03/tv", NOON.plusSeconds(1)))
            .toArray(Events[]::new));

    awaitCount("sg03-tv", 120);
    awaitCount("sg03-all", 300);
    Set<String> paged = new HashSet<>();
    String after = "";
    do {
      JsonNode page = get("/v1/segments/sg03-tv/members?limit=50" + after);
      page.get("members").forEach(one -> paged.add(one.get("person").textValue()));
      after = page.has("next") ? "&after=" + page.get("next").textValue() : null;
    } while (after != null);
    assertThat(paged)
        .isEqualTo(all.stream().limit(120).map(UUID::toString).collect(Collectors.toSet()));
  }

  /** SG-04: tag and segment have the time of the event that brought them about. */
  @Test
  void sg04TheSegmentIsEnteredAtTheTimeOfTheEvent() {
    publish("sg04", "SG04", page("/sg04"), "");
    publish("sg04", "{'tag':{'name':'SG04'}}");
    UUID anna = UUID.randomUUID();

    happen(view(anna, "/sg04", NOON));

    awaitMember(anna, "sg04", true);
    JsonNode entered = place(anna, "sg04", "").at("/history/0");
    assertThat(entered.get("at").textValue()).isEqualTo(NOON.toString());
    assertThat(entered.get("by").textValue()).isEqualTo("TAG");
    assertThat(entered.at("/cause/type").textValue()).isEqualTo("page.viewed");
    assertThat(get("/v1/tags/" + anna + "/why?tag=SG04").at("/entries/0/eventId"))
        .isEqualTo(entered.at("/cause/eventId"));
  }

  /** SG-06: came by a newsletter. */
  @Test
  void sg06AcquisitionSource() {
    publish("sg06", views("visit.source", "EMAIL", ""));
    publish("sg06-any", views("page.path", "/sg06", ""));
    UUID mail = UUID.randomUUID();
    UUID direct = UUID.randomUUID();

    happen(
        came(mail, "/sg06", VisitSource.Kind.EMAIL),
        came(direct, "/sg06", VisitSource.Kind.DIRECT));

    awaitMember(mail, "sg06", true);
    awaitMember(direct, "sg06-any", true);
    assertThat(place(direct, "sg06", "").path("member").asBoolean()).isFalse();
  }

  /** SG-07: any visit by an advertisement within 30 days; gone on the second when they are over. */
  @Test
  void sg07AnyVisitByAdvertisementsWithinADay() {
    publish("sg07", views("visit.source", "ADS", ",'within':'P1D'"));
    UUID anna = UUID.randomUUID();
    happen(came(anna, "/sg07", VisitSource.Kind.ADS));
    awaitMember(anna, "sg07", true);

    Instant end = NOON.plus(Duration.ofDays(1));
    happen(view(anna, "/elsewhere", end));

    awaitMember(anna, "sg07", false);
    JsonNode left = place(anna, "sg07", "").at("/history/0");
    assertThat(left.get("at").textValue()).isEqualTo(end.toString());
    assertThat(left.get("by").textValue()).isEqualTo("TIME");
    assertThat(place(anna, "sg07", "?at=" + end.minusMillis(1)).get("member").asBoolean()).isTrue();
    assertThat(place(anna, "sg07", "?at=" + end).get("member").asBoolean()).isFalse();
  }

  /** SG-12: who does not have the tag TV is not in the audience, and in the opposite one. */
  @Test
  void sg12TheUninterestedAreExcluded() {
    publish("sg12", "SG12 TV", page("/sg12/tv"), "");
    publish("sg12", "{'tag':{'name':'SG12 TV'}}");
    publish(
        "sg12-not", "{'all':[" + views("page.path", "/sg12", "") + ",{'not':{'segment':'sg12'}}]}");
    UUID fan = UUID.randomUUID();
    UUID other = UUID.randomUUID();

    happen(
        view(fan, "/sg12", NOON),
        view(other, "/sg12", NOON),
        view(fan, "/sg12/tv", NOON.plusSeconds(1)));

    awaitMember(fan, "sg12", true);
    awaitMember(other, "sg12-not", true);
    awaitMember(fan, "sg12-not", false);
    assertThat(get("/v1/segments/sg12/members").get("members")).hasSize(1);
  }

  /** SG-18: KURTKA of at least 4 includes 4, and excludes 3. */
  @Test
  void sg18AtLeastSoManyPoints() {
    publish("sg18", "SG18 KURTKA", page("/sg18"), "");
    publish("sg18", "{'tag':{'name':'SG18 Kurtka','atLeast':4}}");
    publish("sg18-three", "{'tag':{'name':'SG18 Kurtka','atLeast':3}}");
    UUID four = UUID.randomUUID();
    UUID three = UUID.randomUUID();

    for (int i = 0; i < 4; i++) {
      happen(view(four, "/sg18", NOON.plusSeconds(i)));
      if (i < 3) {
        happen(view(three, "/sg18", NOON.plusSeconds(i)));
      }
    }

    awaitMember(four, "sg18", true);
    awaitMember(three, "sg18-three", true);
    assertThat(place(three, "sg18", "").get("member").asBoolean()).isFalse();
  }

  /** SG-21: a new segment also sees what happened before it was there; what follows is marked. */
  @Test
  void sg21ANewSegmentIsAppliedToTheHistory() {
    publish("sg21", "SG21", page("/sg21"), "");
    publish("sg21-clock", views("page.path", "/sg21", ""));
    UUID anna = UUID.randomUUID();
    UUID bert = UUID.randomUUID();
    happen(view(anna, "/sg21", NOON), view(bert, "/sg21", NOON), view(bert, "/sg21/gone", NOON));
    awaitMember(anna, "sg21-clock", true);
    awaitMember(bert, "sg21-clock", true);
    publish(
        "sg21",
        "{'all':[{'tag':{'name':'SG21'}},"
            + views("page.path", "/sg21", ",'within':'P20D'")
            + ",{'not':"
            + views("page.path", "/sg21/gone", ",'within':'P20D'")
            + "}]}");

    json(send("POST", "/v1/segments/sg21/application", ""), 202);

    awaitMember(anna, "sg21", true);
    awaitMember(bert, "sg21", false);
    await()
        .atMost(PATIENCE)
        .until(() -> get("/v1/segments/sg21/application").at("/state").asText().equals("DONE"));
    assertThat(get("/v1/segments/sg21/application").get("persons").asInt())
        .isGreaterThanOrEqualTo(2);
    assertThat(place(anna, "sg21", "").at("/history/0/by").textValue()).isEqualTo("EDIT");
    assertThat(place(anna, "sg21", "").at("/history/0/at").textValue()).isEqualTo(NOON.toString());
    assertThat(send("POST", "/v1/segments/nobody/application", "").statusCode()).isEqualTo(404);
  }

  /** Nobody is a member of a retired segment, though nothing happens to anybody. */
  @Test
  void aRetiredSegmentHasNoMembers() {
    publish("retired", views("page.path", "/retired", ""));
    UUID anna = UUID.randomUUID();
    happen(view(anna, "/retired", NOON));
    awaitMember(anna, "retired", true);
    awaitCount("retired", 1);
    assertThat(get("/v1/segments/retired/members").get("members")).hasSize(1);
    String kept = json(send("POST", "/v1/segments/retired/snapshots", ""), 201).get("id").asText();

    JsonNode over = json(send("DELETE", "/v1/segments/retired", null), 200);
    awaitCount("retired", 0);

    assertThat(get("/v1/segments/retired/members").get("members")).isEmpty();
    JsonNode place = place(anna, "retired", "");
    assertThat(place.get("member").asBoolean()).isFalse();
    assertThat(place.get("since")).isEqualTo(over.get("effectiveFrom"));
    assertThat(place(anna, "retired", "?at=" + NOON).get("member").asBoolean()).isTrue();
    HttpResponse<String> refused = send("POST", "/v1/segments/retired/snapshots", "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("publish it again");
    // what was kept before never changes
    assertThat(get("/v1/segments/retired/snapshots/" + kept).get("persons")).hasSize(1);
  }

  @Test
  void theInstanceSaysWhatItJudgesBy() {
    publish("loaded", "{'tag':{'name':'L'}}");

    JsonNode loaded = get("/v1/segments/loaded-versions");
    assertThat(loaded.get("fresh").asBoolean()).isTrue();
    assertThat(loaded.at("/versions/loaded").asInt()).isEqualTo(1);
    JsonNode ready = get("/q/health/ready");
    assertThat(ready.findValue("segmentsFresh").asBoolean()).isTrue();
  }

  /** 3.11: circles are refused with the circle; the first of two editors wins. */
  @Test
  void circlesAndSecondEditorsAreRefused() {
    publish("circle-a", "{'tag':{'name':'C'}}");
    publish("circle-b", "{'segment':'circle-a'}");

    HttpResponse<String> circle =
        send("PUT", "/v1/segments/circle-a", body("{'not':{'segment':'circle-b'}}", ""));
    assertThat(circle.statusCode()).isEqualTo(400);
    assertThat(circle.body()).contains("circle-a -> circle-b -> circle-a", "/when");

    String second = body("{'tag':{'name':'D'}}", ",\"version\":2");
    assertThat(send("PUT", "/v1/segments/circle-a", second).statusCode()).isEqualTo(200);
    HttpResponse<String> late =
        send("PUT", "/v1/segments/circle-a", body("{'tag':{'name':'E'}}", ",\"version\":2"));
    assertThat(late.statusCode()).isEqualTo(409);

    JsonNode retired = json(send("DELETE", "/v1/segments/circle-b", null), 200);
    assertThat(retired.at("/segment/state").textValue()).isEqualTo("RETIRED");
    assertThat(retired.get("version").asInt()).isEqualTo(2);
    assertThat(get("/v1/segments/circle-b/versions")).hasSize(2);
    assertThat(send("GET", "/v1/segments/nobody/count", null).statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v1/segments/circle-a/snapshots/x", null).statusCode()).isEqualTo(404);
  }

  private void publish(String id, String when) {
    String from = ",\"effectiveFrom\":\"" + NOON.minus(Duration.ofDays(1)) + "\"";
    json(send("PUT", "/v1/segments/" + id, body(when, from)), 201);
  }

  private static String body(String when, String more) {
    return "{\"name\":\"n\",\"when\":" + when.replace('\'', '"') + more + "}";
  }

  private static String views(String field, String value, String more) {
    return "{'event':{'anyOf':[{'event':'page.viewed','when':{'field':'%s','equals':'%s'}}]%s}}"
        .formatted(field, value, more);
  }

  private static Event came(UUID person, String path, VisitSource.Kind kind) {
    return view(person, path, NOON)
        .build()
        .resolved(
            new Resolution(
                person,
                null,
                Timeliness.ON_TIME,
                io.impuls.contracts.event.Agent.HUMAN,
                new VisitSource(kind, null),
                null,
                null,
                null));
  }

  private void awaitMember(UUID person, String segment, boolean member) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> {
              JsonNode place = place(person, segment, "");
              assertThat(place.isMissingNode()).as(segment).isFalse();
              assertThat(place.get("member").asBoolean()).as(segment).isEqualTo(member);
            });
  }

  private void awaitCount(String segment, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("/v1/segments/" + segment + "/count").path("count").asInt())
                    .isEqualTo(count));
  }

  private JsonNode place(UUID person, String segment, String query) {
    for (JsonNode one : get("/v1/memberships/" + person + query).path("segments")) {
      if (segment.equals(one.get("segment").textValue())) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }
}
