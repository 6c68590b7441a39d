package io.impuls.scoring.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.impuls.contracts.topic.Json;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * The same as JSON in the form that people prefer to edit. Texts are quoted: other readers take a
 * bare {@code 22:00} for a number.
 */
final class Yaml {

  /** RFC 9512. */
  static final String MEDIA_TYPE = "application/yaml";

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();
  private static final ObjectReader STRICT =
      MAPPER
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private Yaml() {}

  /** Gives an answer as YAML. */
  static String write(Object answer) throws JsonProcessingException {
    return MAPPER.writeValueAsString(Json.mapper().<JsonNode>valueToTree(answer));
  }

  /**
   * Gives the JSON that a body says.
   *
   * @param type what it is; anything but YAML is taken for JSON
   * @throws ProblemException (400) saying where it is no YAML
   */
  static String json(String body, MediaType type) {
    return MediaType.valueOf(MEDIA_TYPE).isCompatible(type) ? toJson(body) : body;
  }

  private static String toJson(String body) {
    try {
      return Json.mapper().writeValueAsString(STRICT.readTree(body));
    } catch (JsonMappingException e) {
      throw broken("The body is not one YAML document");
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw broken(
          at == null
              ? "The body is not YAML"
              : "The body is not YAML at line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private static ProblemException broken(String detail) {
    return new ProblemException(Problem.invalid(detail, List.of()));
  }
}
