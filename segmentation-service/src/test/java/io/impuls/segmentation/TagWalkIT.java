package io.impuls.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.testkit.QuarkusServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A walk through what tags are for (SG-01 to SG-24), each with its acceptance example: rules and
 * acts by REST, events by a real Kafka, tags by REST. Matrices and preferences (SG-05, SG-09,
 * SG-21) walk in {@link MatrixWalkIT}, thousands of tags and merges (SG-15, SG-23) in {@link
 * CatalogueWalkIT}, segments (SG-02 to SG-04, SG-06, SG-07, SG-12, SG-18) in {@link SegmentWalkIT}.
 * Work flows (SG-21) and regular buyers (SG-24) are not there yet.
 */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class TagWalkIT extends Walk {

  /** SG-01: a view of {@code /kredyty} gives the tag KREDYT. */
  @Test
  void sg01BehaviourGivesATag() {
    publish("sg01", "KREDYT", page("/kredyty"), "");
    UUID anna = UUID.randomUUID();

    happen(view(anna, "/kredyty", NOON));

    awaitScore(anna, "KREDYT", 1);
  }

  /** SG-05: {@code /hiszpania} for 60 s or more gives HISZPANIA; 59 s do not. */
  @Test
  void sg05VisitTimeCounts() {
    publish(
        "sg05",
        "HISZPANIA",
        """
        {"event": "page.engaged", "when": {"all": [
          {"field": "page.path", "equals": "/hiszpania"},
          {"field": "page.activeSeconds", "gte": 60}]}}
        """,
        "");
    publish("sg05-any", "SG05", "{\"event\": \"page.engaged\"}", "");
    UUID stays = UUID.randomUUID();
    UUID leaves = UUID.randomUUID();

    happen(engaged(stays, 60), engaged(leaves, 59));

    awaitScore(stays, "HISZPANIA", 1);
    awaitScore(leaves, "SG05", 1);
    assertThat(score(leaves, "HISZPANIA")).isNull();
  }

  /** SG-10 and SG-13: signing up for training, and looking at a jacket, describe an interest. */
  @Test
  void sg10sg13AnyBehaviourDescribesAnInterest() {
    publish("sg10", "Szkolenie", "{\"event\": \"custom.training-sign-up\"}", "");
    publish("sg13", "SG13 KURTKA", category("SG13 Kurtki"), "");
    UUID anna = UUID.randomUUID();

    happen(
        act(anna, "custom.training-sign-up", NOON), look(anna, "SG13 Kurtki", NOON.plusSeconds(1)));

    awaitScore(anna, "SZKOLENIE", 1);
    awaitScore(anna, "SG13 KURTKA", 1);
  }

  /** SG-11: trips to Spain, televisions and men's shoes are three tags. */
  @Test
  void sg11EachInterestIsATag() {
    List.of("spain", "tv", "shoes")
        .forEach(one -> publish("sg11-" + one, "SG11 " + one, page("/sg11/" + one), ""));
    UUID anna = UUID.randomUUID();

    happen(
        view(anna, "/sg11/spain", NOON),
        view(anna, "/sg11/tv", NOON.plusSeconds(1)),
        view(anna, "/sg11/shoes", NOON.plusSeconds(2)));

    awaitScore(anna, "SG11 SHOES", 1);
    assertThat(tags(anna)).containsOnlyKeys("SG11 SPAIN", "SG11 TV", "SG11 SHOES");
  }

  /** SG-14, SG-16 and SG-17: one dress, four jackets: KURTKA 4 is stronger than SUKIENKA 1. */
  @Test
  void sg14sg16sg17TheScoreIsTheLevelOfInterest() {
    publish("sg16-jacket", "SG16 Kurtka", category("SG16 Kurtki"), "");
    publish("sg16-dress", "SG16 Sukienka", category("SG16 Sukienki"), "");
    UUID anna = UUID.randomUUID();

    happen(look(anna, "SG16 Sukienki", NOON));
    IntStream.rangeClosed(1, 4)
        .forEach(number -> happen(look(anna, "SG16 Kurtki", NOON.plusSeconds(number))));

    awaitScore(anna, "SG16 KURTKA", 4);
    JsonNode strongest = get("/v1/tags/" + anna + "?limit=1");
    assertThat(strongest.at("/tags/0/name").textValue()).isEqualTo("SG16 Kurtka");
    assertThat(score(anna, "SG16 SUKIENKA")).isEqualTo(1);
  }

  /** SG-19: a user sets KURTKA = 10; the ledger shows who, when and why. */
  @Test
  void sg19AUserSetsAScore() {
    publish("sg19", "SG19 Kurtka", page("/sg19"), "");
    UUID anna = UUID.randomUUID();
    happen(view(anna, "/sg19", NOON));
    awaitScore(anna, "SG19 KURTKA", 1);

    JsonNode done =
        put(
            "/v1/tags/" + anna + "/SG19%20Kurtka",
            "{\"score\": 10, \"reason\": \"told us on the phone\", \"operation\": \"sg19\"}");
    assertThat(done.get("points").asInt()).isEqualTo(9);
    assertThat(done.get("from").asInt()).isEqualTo(1);

    awaitScore(anna, "SG19 KURTKA", 10);
    JsonNode newest = get("/v1/tags/" + anna + "/why?tag=SG19%20Kurtka").at("/entries/0");
    assertThat(newest.get("origin").textValue()).isEqualTo("MANUAL");
    assertThat(newest.get("occurredAt")).isEqualTo(done.get("at"));
    assertThat(newest.get("words").textValue())
        .isEqualTo("set from 1 to 10 by test-marketer: told us on the phone");
  }

  /** SG-19: who saw another score than there is changes nothing. */
  @Test
  void sg19AScoreThatIsAnotherByNowIsNotOverwritten() {
    HttpResponse<String> answer =
        send(
            "PUT",
            "/v1/tags/" + UUID.randomUUID() + "/SG19",
            "{\"score\": 10, \"from\": 3, \"reason\": \"r\", \"operation\": \"sg19-409\"}");

    assertThat(answer.statusCode()).isEqualTo(409);
  }

  /** SG-20: 2,000 contacts, +1 each, once however often it is sent; SG-23: and undone. */
  @Test
  void sg20sg23ManyContactsAreMarkedAtOnceAndUndone() {
    List<UUID> all = Stream.generate(UUID::randomUUID).limit(2_000).toList();
    String order =
        """
        {"tag": "SG20 Targi", "act": "ADD", "points": 1, "reason": "the fair", "persons": [%s]}
        """
            .formatted(all.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",")));

    assertThat(put("/v1/tag-operations/sg20", order).get("persons").asInt()).isEqualTo(2_000);
    put("/v1/tag-operations/sg20", order);
    // what comes behind it in each partition
    put("/v1/tag-operations/sg20-behind", order.replace("SG20 Targi", "SG20 Behind"));

    all.forEach(one -> awaitScore(one, "SG20 BEHIND", 1));
    assertThat(all).allSatisfy(one -> assertThat(score(one, "SG20 TARGI")).isEqualTo(1));
    assertThat(
            get("/v1/tags/" + all.get(0) + "/why?tag=SG20%20Targi")
                .at("/entries/0/origin")
                .textValue())
        .isEqualTo("BULK");

    JsonNode undone = post("/v1/tag-operations/sg20/undo", "{\"reason\": \"the wrong list\"}");
    assertThat(undone.get("persons").asInt()).isEqualTo(2_000);
    all.forEach(one -> awaitScore(one, "SG20 TARGI", null));
  }

  /** SG-23: a tag is removed by hand, and the removal undone. */
  @Test
  void sg23ARemovalCanBeUndone() {
    publish("sg23", "SG23", page("/sg23"), "");
    UUID anna = UUID.randomUUID();
    happen(view(anna, "/sg23", NOON), view(anna, "/sg23", NOON.plusSeconds(1)));
    awaitScore(anna, "SG23", 2);

    post(
        "/v1/tags/" + anna + "/SG23",
        "{\"act\": \"REMOVE\", \"reason\": \"asked for\", \"operation\": \"sg23\"}");
    awaitScore(anna, "SG23", null);

    post("/v1/tag-operations/sg23/undo", "{\"reason\": \"was somebody else\"}");
    awaitScore(anna, "SG23", 2);
  }

  /** SG-22: view +1, add to cart +3, purchase +10. */
  @Test
  void sg22FirmsSetTheirOwnIncrements() {
    publish("sg22-view", "SG22", page("/sg22"), "");
    publish("sg22-cart", "SG22", "{\"event\": \"custom.sg22-cart\"}", ", \"increment\": 3");
    publish("sg22-order", "SG22", "{\"event\": \"custom.sg22-order\"}", ", \"increment\": 10");
    UUID anna = UUID.randomUUID();

    happen(
        view(anna, "/sg22", NOON),
        act(anna, "custom.sg22-cart", NOON.plusSeconds(1)),
        act(anna, "custom.sg22-order", NOON.plusSeconds(2)));

    awaitScore(anna, "SG22", 14);
  }

  /** 3.12: a tag with a time to live is gone at its end, whole, and the ledger still shows it. */
  @Test
  void aTagEndsAtItsInstant() {
    publish("ttl", "SG TTL", page("/ttl"), ", \"ttl\": {\"within\": \"P1D\"}");
    UUID anna = UUID.randomUUID();
    Instant end = NOON.plusSeconds(60).plus(Duration.ofDays(1));
    happen(view(anna, "/ttl", NOON), view(anna, "/ttl", NOON.plusSeconds(60)));
    awaitScore(anna, "SG TTL", 2);

    happen(view(anna, "/elsewhere", end));

    awaitScore(anna, "SG TTL", null);
    JsonNode entries = get("/v1/tags/" + anna + "/why?tag=SG%20TTL").get("entries");
    assertThat(entries).hasSize(3);
    assertThat(entries.at("/0/words").textValue())
        .isEqualTo("expired: its time to live (PT24H EXTEND) was over");
    assertThat(entries.at("/0/occurredAt").textValue()).isEqualTo(end.toString());
    assertThat(entries.at("/0/points").asInt()).isEqualTo(-2);
  }

  /** What is wrong with an order is said at its place. */
  @Test
  void faultsOfOrdersArePointedAt() {
    HttpResponse<String> answer =
        send(
            "PUT",
            "/v1/tag-operations/faulty",
            "{\"tag\": \"T\", \"act\": \"SET\", \"points\": 0, \"persons\": []}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("/act", "/points", "/persons", "/reason");
    assertThat(send("POST", "/v1/tag-operations/never/undo", "{\"reason\": \"r\"}").statusCode())
        .isEqualTo(404);
  }
}
