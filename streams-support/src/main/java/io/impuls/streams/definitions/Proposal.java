package io.impuls.streams.definitions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import java.time.Instant;

/**
 * What an author wants to hold: the definition's own fields, and beside them two that are optional.
 *
 * @param version the version it is meant to become; null for the next, whichever that is
 * @param effectiveFrom when it begins to judge; null for ten seconds from now
 * @param definition the content
 * @param <D> what is defined
 */
public record Proposal<D>(Integer version, Instant effectiveFrom, D definition) {

  private static final String VERSION = "version";
  private static final String EFFECTIVE_FROM = "effectiveFrom";

  private static final ObjectReader STRICT =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private record Dating(Integer version, Instant effectiveFrom) {}

  /**
   * Reads the JSON object of a definition with {@code version} and {@code effectiveFrom} beside its
   * fields. Fields that are unknown or stand twice are refused: a typo must not silently switch off
   * a cap.
   *
   * @throws JsonProcessingException naming the place of what cannot be read
   */
  public static <D> Proposal<D> read(String body, Class<D> type) throws JsonProcessingException {
    if (!(STRICT.readTree(body) instanceof ObjectNode written)) {
      throw MismatchedInputException.from(null, type, "a JSON object is needed");
    }
    ObjectNode dating = Json.mapper().createObjectNode();
    dating.set(VERSION, written.remove(VERSION));
    dating.set(EFFECTIVE_FROM, written.remove(EFFECTIVE_FROM));
    Dating when = STRICT.forType(Dating.class).readValue(text(dating));
    D content = STRICT.forType(type).readValue(text(written));
    return new Proposal<>(when.version(), when.effectiveFrom(), content);
  }

  private static String text(ObjectNode node) throws JsonProcessingException {
    return Json.mapper().writeValueAsString(node);
  }
}
