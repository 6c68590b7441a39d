package io.impuls.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.testkit.QuarkusServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A walk through what is said of tags: the acceptance examples SG-15 (thousands of them, the
 * strongest at once) and SG-23 (rename, merge with summed scores, undo).
 */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class CatalogueWalkIT extends Walk {

  private static final UUID OWN = UUID.fromString("00000000-0000-4000-8000-000000000023");

  @Override
  UUID workspace() {
    return OWN;
  }

  /** SG-23: renamed, merged with summed scores also for what comes later, and two again. */
  @Test
  void sg23TagsAreRenamedMergedAndParted() {
    matrix(
        "sg23",
        """
        {"pattern": "/kurtki", "marks": [{"tag": "Kurtki"}]},
        {"pattern": "/kurtka", "marks": [{"tag": "Kurtka", "increment": 10}]}
        """);
    UUID anna = UUID.randomUUID();
    happen(
        view(anna, "/kurtki", NOON),
        view(anna, "/kurtki", NOON.plusSeconds(1)),
        view(anna, "/kurtka", NOON.plusSeconds(2)));
    awaitScore(anna, "KURTKI", 2);
    awaitScore(anna, "KURTKA", 10);

    HttpResponse<String> renamed =
        send(
            "PUT",
            "/v1/tag-catalogue/kurtka",
            "{\"name\": \"Kurtka żółta\", \"group\": \"Odzież\", \"colour\": \"#FFCC00\"}");
    assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(201);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("/v1/tags/" + anna + "?limit=1").at("/tags/0/name").textValue())
                    .isEqualTo("Kurtka żółta"));

    String merge =
        "{\"into\": \"Kurtka\", \"operation\": \"one-jacket\", \"reason\": \"the same\"}";
    HttpResponse<String> merged = send("POST", "/v1/tag-catalogue/Kurtki/merge", merge);
    assertThat(merged.statusCode()).as(merged.body()).isEqualTo(201);
    awaitScore(anna, "KURTKA", 12);
    assertThat(score(anna, "KURTKI")).isNull();
    JsonNode again = post("/v1/tag-catalogue/Kurtki/merge", merge);
    assertThat(again.get("version").asInt()).isEqualTo(1);
    assertThat(again.get("author").textValue()).isEqualTo("test-marketer");
    assertThat(
            send("POST", "/v1/tag-catalogue/Kurtka/merge", merge.replace("Kurtka", "Kurtki"))
                .statusCode())
        .isEqualTo(400);

    happen(view(anna, "/kurtki", NOON.plusSeconds(3)));
    awaitScore(anna, "KURTKA", 13);
    assertThat(get("/v1/tags/" + anna + "/why?tag=Kurtki").get("entries")).hasSize(4);

    // by either name it is the one score
    JsonNode set =
        put(
            "/v1/tags/" + anna + "/Kurtki",
            "{\"score\": 13, \"from\": 13, \"reason\": \"as it is\", \"operation\": \"sg23-set\"}");
    assertThat(set.get("points").asInt()).isZero();

    post("/v1/tag-catalogue/Kurtki/unmerge", "{}");
    awaitScore(anna, "KURTKI", 3);
    awaitScore(anna, "KURTKA", 10);
    assertThat(get("/v1/tag-catalogue?group=Odzież")).hasSize(1);
  }

  /** A name that may be about health gets a hint; two who speak at once do not overwrite. */
  @Test
  void careIsAskedForAndNobodyIsOverwritten() {
    HttpResponse<String> hinted = send("PUT", "/v1/tag-catalogue/Wada%20wzroku", "{}");
    assertThat(hinted.body()).contains("SENSITIVE", "GDPR");
    String rule =
        "{\"name\": \"r\", \"tag\": \"Wada wzroku\", \"anyOf\": [{\"event\": \"custom.sight\"}]}";
    assertThat(send("PUT", "/v1/tag-rules/sight", rule).body()).contains("WADA WZROKU: The name");
    JsonNode marked =
        put("/v1/tag-catalogue/Wada%20wzroku", "{\"sensitivity\": \"SENSITIVE\", \"version\": 2}");
    assertThat(marked.get("warning")).isNull();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get("/v1/tag-rules/sight").get("warning")).isNull());

    HttpResponse<String> late =
        send("PUT", "/v1/tag-catalogue/Wada%20wzroku", "{\"name\": \"x\", \"version\": 2}");
    assertThat(late.statusCode()).isEqualTo(409);
    HttpResponse<String> faulty =
        send("PUT", "/v1/tag-catalogue/x", "{\"colour\": \"red\", \"group\": \" \"}");
    assertThat(faulty.body()).contains("/colour", "/group");
  }

  /** SG-15: 5,000 tags on one contact; the top three are answered in less than 50 ms. */
  @Test
  void sg15TheStrongestOfThousands() {
    StringBuilder file = new StringBuilder("pattern,tag,increment\n");
    for (int i = 1; i <= 5_000; i++) {
      file.append("/wszystko,Tag ").append(i).append(',').append(i).append('\n');
    }
    HttpResponse<String> answer =
        send("PUT", "/v1/matrices/sg15/rows", file.toString(), "text/csv; charset=UTF-8");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    UUID anna = UUID.randomUUID();
    // the rows are in force ten seconds after they were published
    await().atMost(PATIENCE).until(() -> get("/v1/matrices/sg15").get("inForce").booleanValue());
    happen(view(anna, "/wszystko", java.time.Instant.now()));
    await()
        .atMost(PATIENCE)
        .until(() -> get("/v1/tags/" + anna + "?limit=3").path("total").asInt() == 5_000);

    long median =
        LongStream.range(0, 20)
            .map(
                i -> {
                  long begin = System.nanoTime();
                  JsonNode top = get("/v1/tags/" + anna + "?limit=3");
                  long took = System.nanoTime() - begin;
                  assertThat(top.findValuesAsText("tag"))
                      .containsExactly("TAG 5000", "TAG 4999", "TAG 4998");
                  return took;
                })
            .sorted()
            .skip(9)
            .findFirst()
            .orElseThrow();
    assertThat(Duration.ofNanos(median)).isLessThan(Duration.ofMillis(50));
  }

  private void matrix(String id, String rows) {
    String body =
        "{\"name\": \"%s\", \"rows\": [%s], \"effectiveFrom\": \"%s\"}"
            .formatted(id, rows, NOON.minus(Duration.ofDays(1)));
    HttpResponse<String> answer = send("PUT", "/v1/matrices/" + id, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }
}
