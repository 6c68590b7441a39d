package io.impuls.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The committed documents are what the records say, and nothing that a reader of the last release
 * relies on has gone. To take over a wanted change: {@code ./mvnw -pl contracts test
 * -Dtest='*SchemasTest' -Dschemas.write=true}, and read the difference.
 */
class SchemasTest {

  static final Path COMMITTED = Path.of("schemas");
  static final Path RELEASED = Path.of("src/test/resources/released");

  private final Schemas schemas = new Schemas();

  @TestFactory
  List<DynamicTest> committedDocumentsAreGeneratedFromTheRecords() {
    List<DynamicTest> tests = new ArrayList<>();
    documents()
        .forEach(
            (file, document) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        file, () -> compare(COMMITTED.resolve(file), document))));
    return tests;
  }

  @TestFactory
  List<DynamicTest> readersOfTheLastReleaseCanReadThisOne() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Topic<?> topic : Topics.all()) {
      Path released = RELEASED.resolve(topic.name() + ".json");
      tests.add(
          DynamicTest.dynamicTest(
              topic.name(),
              () -> {
                if (Files.exists(released)) {
                  assertThat(losses("", read(released), reparsed(schemas.schema(topic)))).isEmpty();
                }
              }));
    }
    return tests;
  }

  @Test
  void noticesARemovedFieldAndAChangedType() throws IOException {
    JsonNode before =
        Json.mapper()
            .readTree("{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"number\"}}}");
    JsonNode after = Json.mapper().readTree("{\"properties\":{\"a\":{\"type\":\"integer\"}}}");

    assertThat(losses("", before, after))
        .containsExactlyInAnyOrder("/properties/a/type changed", "/properties/b removed");
  }

  @Test
  void everyReleasedTopicStillExists() throws IOException {
    try (var files = Files.list(RELEASED)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(f -> f.getFileName().toString().replace(".json", "")))
          .isSubsetOf(Topics.all().stream().map(Topic::name).toList());
    }
  }

  private Map<String, JsonNode> documents() {
    Map<String, JsonNode> documents = new TreeMap<>();
    Topics.all().forEach(topic -> documents.put(topic.name() + ".json", schemas.schema(topic)));
    documents.put("asyncapi.json", schemas.asyncApi());
    return documents;
  }

  static void compare(Path file, JsonNode document) throws IOException {
    if (Boolean.getBoolean("schemas.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }
    assertThat(read(file))
        .as("committed %s against the records", file)
        .isEqualTo(reparsed(document));
  }

  /** Everything that a reader could rely on before and cannot now. Enum constants may be added. */
  static List<String> losses(String at, JsonNode before, JsonNode after) {
    List<String> losses = new ArrayList<>();
    before
        .properties()
        .forEach(
            field -> {
              String here = at + "/" + field.getKey();
              JsonNode now = after.get(field.getKey());
              if (field.getKey().equals("description") || field.getKey().equals("title")) {
                return;
              }
              if (now == null) {
                losses.add(here + " removed");
              } else if (field.getValue().isObject()) {
                losses.addAll(losses(here, field.getValue(), now));
              } else if (field.getKey().equals("enum")) {
                field
                    .getValue()
                    .forEach(
                        constant -> {
                          if (!contains(now, constant)) {
                            losses.add(here + " lost " + constant.asText());
                          }
                        });
              } else if (!field.getValue().equals(now)) {
                losses.add(here + " changed");
              }
            });
    return losses;
  }

  private static boolean contains(JsonNode array, JsonNode wanted) {
    for (JsonNode item : array) {
      if (item.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  static JsonNode read(Path file) {
    try {
      return Json.mapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: see this test's Javadoc", e);
    }
  }

  static JsonNode reparsed(JsonNode document) throws IOException {
    return Json.mapper().readTree(Json.mapper().writeValueAsBytes(document));
  }
}
