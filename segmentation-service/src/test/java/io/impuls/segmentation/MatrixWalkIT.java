package io.impuls.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import io.impuls.testkit.QuarkusServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A walk through segmentation matrices, as docs/tags.md shows them: the acceptance examples SG-05,
 * SG-17, SG-21 and SG-22 by tables in the place of rules.
 */
@QuarkusTest
@QuarkusTestResource(
    value = QuarkusServers.class,
    initArgs = @ResourceArg(name = "servers", value = "kafka"))
class MatrixWalkIT extends Walk {

  private static final UUID OWN = UUID.fromString("00000000-0000-4000-8000-000000000019");

  @Override
  UUID workspace() {
    return OWN;
  }

  /** SG-05: 60 s give HISZPANIA, 59 s none; SG-21: the row is visible in the ledger. */
  @Test
  void sg05sg17sg21sg22TheTableOfTheDocumentation() throws IOException {
    ObjectNode matrix = (ObjectNode) Json.mapper().readTree(snippet("matrix"));
    matrix.put("effectiveFrom", NOON.minus(Duration.ofDays(1)).toString());
    HttpResponse<String> published = send("PUT", "/v1/matrices/travel", matrix.toString());
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    UUID stays = UUID.randomUUID();
    UUID leaves = UUID.randomUUID();

    happen(
        engaged(stays, 60),
        engaged(leaves, 59),
        look(stays, "Kurtki/Zimowe", NOON.plusSeconds(1)),
        act(stays, "category.viewed", NOON.plusSeconds(2)).property("category", "Kurtki"),
        act(stays, "cart.added", NOON.plusSeconds(3))
            .product(
                new io.impuls.contracts.event.Product("p", "p", "Kurtki", null, null, null, null)),
        view(stays, "/oferta/lato/all-inclusive", NOON.plusSeconds(4)),
        view(stays, "/kategoria/buty-damskie/x", NOON.plusSeconds(5)),
        view(stays, "/grecja-wczasy-12", NOON.plusSeconds(6)),
        view(leaves, "/kategoria/buty_damskie", NOON.plusSeconds(7)));

    awaitScore(stays, "HISZPANIA", 1);
    awaitScore(stays, "KURTKA", 5);
    awaitScore(stays, "ALL INCLUSIVE", 1);
    awaitScore(stays, "KATEGORIA BUTY DAMSKIE", 1);
    awaitScore(stays, "GRECJA", 1);
    awaitScore(leaves, "KATEGORIA BUTY DAMSKIE", 1);
    assertThat(score(leaves, "HISZPANIA")).isNull();
    JsonNode why = get("/v1/tags/" + stays + "/why?tag=Hiszpania").at("/entries/0");
    assertThat(why.get("origin").textValue()).isEqualTo("MATRIX");
    assertThat(why.get("rule").textValue()).isEqualTo("travel");
    assertThat(why.get("words").textValue()).isEqualTo("assigned: row 1: PATH /hiszpania, 60 s");
  }

  /** SG-09: 60 % of the looks at shoes make a fan of shoes. */
  @Test
  void sg09WhoLooksAtShoesAboveAllIsAFanOfThem() throws IOException {
    ObjectNode matrix = (ObjectNode) Json.mapper().readTree(snippet("preference"));
    matrix.put("effectiveFrom", NOON.minus(Duration.ofDays(1)).toString());
    HttpResponse<String> published = send("PUT", "/v1/matrices/preference", matrix.toString());
    assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
    UUID anna = UUID.randomUUID();

    for (int i = 0; i < 4; i++) {
      happen(look(anna, "Czapki", NOON.plusSeconds(i)));
    }
    for (int i = 4; i < 10; i++) {
      assertThat(score(anna, "FAN BUT\u00d3W")).isNull();
      happen(look(anna, "Buty", NOON.plusSeconds(i)));
    }
    awaitScore(anna, "FAN BUT\u00d3W", 1);

    happen(look(anna, "Czapki", NOON.plusSeconds(10)));
    awaitScore(anna, "FAN BUT\u00d3W", null);
  }

  @Test
  void aFileIsTheRowsAndItsFaultsArePointedAt() throws IOException {
    String file = snippet("matrix-csv");

    HttpResponse<String> first = csv("/v1/matrices/file/rows?name=From%20a%20file", file);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(Json.mapper().readTree(first.body()).get("rows").asInt()).isEqualTo(3);
    assertThat(csv("/v1/matrices/file/rows", file).statusCode()).isEqualTo(200);
    assertThat(get("/v1/matrices/file").get("version").asInt()).isEqualTo(1);
    assertThat(get("/v1/matrices/file").at("/matrix/rows/1/marks/1/tag").textValue())
        .isEqualTo("Odzież");
    String back = send("GET", "/v1/matrices/file/rows", null).body();
    assertThat(csv("/v1/matrices/file/rows?version=1", back).statusCode()).isEqualTo(200);

    String faulty = file.replace("/hiszpania", "hiszpania").replace("Kurtka,1", "Kurtka,-1");
    HttpResponse<String> refused = csv("/v1/matrices/file/rows", faulty);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("line 2, column 2 (pattern)", "line 3, column 6 (increment)");
    HttpResponse<String> late =
        csv("/v1/matrices/file/rows?version=1", file.replace("Odzież", "Ubrania"));
    assertThat(late.statusCode()).isEqualTo(409);
  }

  /** 10,000 rows are one definition; archived ones are kept out of the list. */
  @Test
  void tenThousandRowsAreOneMatrix() {
    StringBuilder file = new StringBuilder("pattern,tag\n");
    for (int i = 0; i < 10_000; i++) {
      file.append("/strona/").append(i).append("/**,Strona ").append(i % 100).append('\n');
    }

    HttpResponse<String> answer = csv("/v1/matrices/large/rows", file.toString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode all = get("/v1/matrices");
    assertThat(all.findValuesAsText("id")).contains("large");
    assertThat(all.toString()).doesNotContain("/strona/");
    assertThat(get("/v1/matrices/loaded-versions").at("/versions/large").asInt()).isEqualTo(1);
    put(
        "/v1/matrices/large",
        "{\"name\":\"large\",\"state\":\"ARCHIVED\",\"rows\":[{\"pattern\":\"/a\",\"marks\":[{\"tag\":\"A\"}]}]}");
    assertThat(get("/v1/matrices").findValuesAsText("id")).doesNotContain("large");
    assertThat(get("/v1/matrices/large/versions")).hasSize(2);
  }

  private HttpResponse<String> csv(String path, String file) {
    return send("PUT", path, file, "text/csv; charset=UTF-8");
  }

  /** Gives a snippet of the page for marketers. */
  private static String snippet(String name) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "tags.md"));
    int at = page.indexOf("<!-- test: " + name + " -->");
    assertThat(at).as(name).isPositive();
    int begin = page.indexOf('\n', page.indexOf("```", at)) + 1;
    return page.substring(begin, page.indexOf("```", begin));
  }
}
