package io.impuls.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import java.util.Map;
import java.util.Set;

/**
 * Generates the JSON Schema of what marketers write: closed, as services refuse fields that they do
 * not know, and with the records' Javadoc as descriptions.
 */
final class DefinitionSchemas {

  /** What cannot be left out. */
  private static final Map<Class<?>, Set<String>> REQUIRED =
      Map.of(
          ScoringPlanDefinition.class, Set.of("name"),
          ScoringPlanDefinition.Rule.class, Set.of("id", "points"),
          ScoringPlanDefinition.Grade.class, Set.of("name"),
          ScoringPlanDefinition.Cell.class, Set.of("segment"),
          ScoringPlanDefinition.Activity.class, Set.of("event"),
          ScoringPlanDefinition.Band.class, Set.of("name", "enter", "leave"));

  private final RecordDocs docs;
  private final SchemaGenerator generator;

  DefinitionSchemas() {
    docs = RecordDocs.in(ScoringPlanDefinition.class);
    SchemaGeneratorConfigBuilder config = Schemas.settings();
    config
        .forFields()
        .withRequiredCheck(
            field ->
                REQUIRED
                    .getOrDefault(declaring(field), Set.of())
                    .contains(field.getDeclaredName()));
    config
        .forTypesInGeneral()
        .withDescriptionResolver(scope -> docs.of(scope.getType().getErasedType()))
        .withAdditionalPropertiesResolver(
            scope -> scope.getType().getErasedType().isRecord() ? Void.class : null);
    generator = new SchemaGenerator(config.build());
  }

  /** Gives the schema of a scoring plan as it is sent to be published. */
  ObjectNode scoringPlan() {
    ObjectNode schema = generator.generateSchema(ScoringPlanDefinition.class);
    schema.put("title", "Scoring plan");
    ObjectNode fields = (ObjectNode) schema.get("properties");
    describe(ScoringPlanDefinition.class.getSimpleName(), fields);
    schema
        .get("$defs")
        .properties()
        .forEach(type -> describe(type.getKey(), type.getValue().path("properties")));
    fields
        .putObject("version")
        .put("type", "integer")
        .put("minimum", 1)
        .put(
            "description",
            "number that this version shall get, one more than the newest; whatever is next where"
                + " nothing is said");
    fields
        .putObject("effectiveFrom")
        .put("type", "string")
        .put("format", "date-time")
        .put(
            "description",
            "event time from which the version judges; ten seconds after publication where nothing"
                + " is said");
    return schema;
  }

  private void describe(String type, JsonNode fields) {
    fields
        .properties()
        .forEach(
            field ->
                ((ObjectNode) field.getValue()).put("description", docs.of(type, field.getKey())));
  }

  private static Class<?> declaring(FieldScope field) {
    return field.getDeclaringType().getErasedType();
  }
}
