package io.impuls.scoring.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.ScoringPlanDefinition.Band;
import io.impuls.contracts.plan.ScoringPlanDefinition.QuietHours;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.contracts.topic.Json;
import java.time.Instant;
import java.util.List;

/**
 * A scoring plan as a marketer sends it.
 *
 * @param name shown name
 * @param zone IANA zone of quiet hours; UTC when left out
 * @param quietHours hours in which matches give nothing; may be left out
 * @param rules the rules
 * @param bands bands of the score; may be left out
 * @param version number that this version shall get, one more than the newest; left out, whatever is
 *     next
 * @param effectiveFrom event time from which it judges; left out, ten seconds after publication
 */
public record PlanBody(
    String name,
    String zone,
    QuietHours quietHours,
    List<Rule> rules,
    List<Band> bands,
    Integer version,
    Instant effectiveFrom) {

  /** A typo must not silently switch off a cap: unknown and repeated fields are refused. */
  private static final ObjectReader READER =
      Json.mapper()
          .readerFor(PlanBody.class)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /**
   * Reads a body.
   *
   * @throws JsonProcessingException when it is not such a plan
   */
  static PlanBody read(String json) throws JsonProcessingException {
    return READER.readValue(json);
  }

  ScoringPlanDefinition definition() {
    return new ScoringPlanDefinition(name, zone, quietHours, rules, bands);
  }
}
