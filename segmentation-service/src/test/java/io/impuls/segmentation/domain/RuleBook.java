package io.impuls.segmentation.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.contracts.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tag rules as a marketer writes them, with single quotes for double ones. */
public final class RuleBook {

  /** Caps may have windows of up to 30 days here. */
  public static final TagRuleCompiler COMPILER = new TagRuleCompiler(Duration.ofDays(30));

  private final List<TagRules.InForce> versions = new ArrayList<>();

  /** Adds the only version of a rule, in force for ever. */
  public RuleBook with(String id, String definition) {
    return with(id, 1, Instant.MIN, Instant.MAX, definition);
  }

  public RuleBook with(String id, int version, Instant from, Instant until, String definition) {
    TagRule rule = COMPILER.compile(id, version, read(definition)).orElseThrow();
    versions.add(new TagRules.InForce(rule, from, until));
    return this;
  }

  public TagRules rules() {
    return new TagRules(versions);
  }

  public static TagRuleDefinition read(String definition) {
    try {
      return Json.mapper().readValue(definition.replace('\'', '"'), TagRuleDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
