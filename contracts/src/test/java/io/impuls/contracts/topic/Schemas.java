package io.impuls.contracts.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import io.impuls.contracts.Points;
import io.impuls.contracts.plan.Published;
import java.lang.reflect.Type;
import java.time.Duration;

/**
 * Generates the JSON Schema of each topic's values and the AsyncAPI document of them all from the
 * records.
 */
final class Schemas {

  private final SchemaGenerator generator;

  Schemas() {
    generator = new SchemaGenerator(settings().build());
  }

  /** Gives how records become schemas. */
  static SchemaGeneratorConfigBuilder settings() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule())
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              ObjectNode node = Json.mapper().createObjectNode();
              if (type.getErasedType() == Points.class) {
                node.put("type", "number").put("multipleOf", 0.001);
              } else if (type.getErasedType() == Duration.class) {
                node.put("type", "string").put("format", "duration");
              } else if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
                node.put("description", "any JSON: see the condition language");
              } else {
                return null;
              }
              return new com.github.victools.jsonschema.generator.CustomDefinition(node, true);
            });
    return config;
  }

  /** Gives the schema of a topic's values. */
  ObjectNode schema(Topic<?> topic) {
    ObjectNode schema =
        topic.valueClass().getPackageName().endsWith(".plan")
            ? generator.generateSchema(Published.class, topic.valueClass())
            : generator.generateSchema((Type) topic.valueClass());
    schema.put("title", topic.name());
    schema.put("description", topic.description());
    return schema;
  }

  /** Gives the AsyncAPI 3 document of all topics; schemas are referred to by file. */
  ObjectNode asyncApi() {
    ObjectNode api = Json.mapper().createObjectNode();
    api.put("asyncapi", "3.0.0");
    api.putObject("info")
        .put("title", "Impuls topics")
        .put("version", "1")
        .put(
            "description",
            "JSON values with CloudEvents 1.0 attributes in Kafka headers (binary mode, ce_*). Read with isolation.level=read_committed.")
        .putObject("license")
        .put("name", "Apache-2.0");
    ObjectNode channels = api.putObject("channels");
    ObjectNode operations = api.putObject("operations");
    for (Topic<?> topic : Topics.all()) {
      String id = topic.name().replace('.', '_').replace('-', '_');
      ObjectNode channel = channels.putObject(id);
      channel.put("address", topic.name()).put("description", topic.description());
      ObjectNode message = channel.putObject("messages").putObject(id);
      message.put("contentType", "application/json");
      ObjectNode headers = message.putObject("headers").put("type", "object");
      ObjectNode attributes = headers.putObject("properties");
      for (String name :
          new String[] {"ce_specversion", "ce_type", "ce_id", "ce_source", "ce_time"}) {
        attributes.putObject(name).put("type", "string");
      }
      message
          .putObject("payload")
          .put("schemaFormat", "application/schema+json;version=draft-2020-12")
          .putObject("schema")
          .put("$ref", "./" + topic.name() + ".json");
      ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
      kafka.put("partitions", topic.partitions());
      ObjectNode configuration = kafka.putObject("topicConfiguration");
      configuration
          .putArray("cleanup.policy")
          .add(topic.retention().isPresent() ? "delete" : "compact");
      topic.retention().ifPresent(kept -> configuration.put("retention.ms", kept.toMillis()));
      operations
          .putObject("write_" + id)
          .put("action", "send")
          .put("summary", "Written by " + topic.owner())
          .putObject("channel")
          .put("$ref", "#/channels/" + id);
    }
    return api;
  }
}
