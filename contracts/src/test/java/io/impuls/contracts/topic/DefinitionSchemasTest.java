package io.impuls.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The committed schema of what marketers write is what the records say, and whatever was right
 * under the last release is right now. To take over a wanted change, see {@link SchemasTest}.
 */
class DefinitionSchemasTest {

  private static final Path PLAN = Path.of("definitions", "scoring-plan.json");

  private final DefinitionSchemas schemas = new DefinitionSchemas();

  @Test
  void theCommittedSchemaIsGeneratedFromTheRecords() throws IOException {
    SchemasTest.compare(SchemasTest.COMMITTED.resolve(PLAN), schemas.scoringPlan());
  }

  @Test
  void plansOfTheLastReleaseAreStillRight() throws IOException {
    JsonNode before = SchemasTest.read(SchemasTest.RELEASED.resolve(PLAN));
    JsonNode now = SchemasTest.reparsed(schemas.scoringPlan());

    assertThat(SchemasTest.losses("", demandingNoMoreThan(now, before), now)).isEmpty();
  }

  /** Who wrote a field goes on writing it when it may be left out from now on. */
  private static JsonNode demandingNoMoreThan(JsonNode now, JsonNode before) {
    JsonNode less = now.path("required");
    Set<JsonNode> demanded = new HashSet<>();
    before.path("required").forEach(demanded::add);
    if (less.isArray()
        && StreamSupport.stream(less.spliterator(), false).allMatch(demanded::contains)) {
      ((ObjectNode) before).set("required", less);
    }
    before
        .properties()
        .forEach(field -> demandingNoMoreThan(now.path(field.getKey()), field.getValue()));
    return before;
  }

  @Test
  void aFieldMayBeLeftOutFromNowOn() throws IOException {
    String both = "{\"$defs\":{\"Rule\":{\"required\":[\"a\",\"b\"]}}}";
    JsonNode one = Json.mapper().readTree("{\"$defs\":{\"Rule\":{\"required\":[\"a\"]}}}");

    assertThat(SchemasTest.losses("", demandingNoMoreThan(one, Json.mapper().readTree(both)), one))
        .isEmpty();
    JsonNode two = Json.mapper().readTree(both);
    assertThat(SchemasTest.losses("", demandingNoMoreThan(two, one), two))
        .containsExactly("/$defs/Rule/required changed");
  }

  @Test
  void everyFieldIsDescribedAndNoOtherIsTaken() {
    JsonNode plan = schemas.scoringPlan();

    assertThat(plan.get("additionalProperties").booleanValue()).isFalse();
    assertThat(plan.at("/properties/zone/description").textValue())
        .isEqualTo("IANA zone of quiet hours; default UTC");
    assertThat(plan.at("/$defs/Activity/properties/when").toString())
        .doesNotContain("additionalProperties");
    plan.findValues("properties")
        .forEach(
            fields ->
                fields.forEach(
                    field ->
                        assertThat(field.path("description").asText())
                            .as("%s", fields)
                            .isNotBlank()
                            .isNotEqualTo("null")));
  }

  @Test
  void noticesAFieldThatCannotBeLeftOutAnyMore() throws IOException {
    JsonNode before = Json.mapper().readTree("{\"required\":[\"a\"]}");

    assertThat(
            SchemasTest.losses("", before, Json.mapper().readTree("{\"required\":[\"a\",\"b\"]}")))
        .containsExactly("/required changed");
    assertThat(SchemasTest.losses("", before, before)).isEmpty();
  }
}
