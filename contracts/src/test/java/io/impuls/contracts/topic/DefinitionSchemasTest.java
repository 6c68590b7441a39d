package io.impuls.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
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

    assertThat(SchemasTest.losses("", before, now)).isEmpty();
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
