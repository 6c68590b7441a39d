package io.impuls.segmentation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.streams.definitions.Version;
import java.time.Instant;

/**
 * One version of a tag rule.
 *
 * @param id id of the rule
 * @param version number of the version
 * @param effectiveFrom first event time that it judges
 * @param until it judges events before this; absent while no later version is known
 * @param inForce whether it judges what happens now
 * @param author who published it
 * @param rule what they wrote
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleView(
    String id,
    int version,
    Instant effectiveFrom,
    Instant until,
    boolean inForce,
    String author,
    TagRuleDefinition rule) {

  static RuleView of(Version<TagRuleDefinition, TagRule> found, Instant now) {
    Published<TagRuleDefinition> published = found.published();
    return new RuleView(
        published.id(),
        published.version(),
        published.effectiveFrom(),
        found.until().equals(Instant.MAX) ? null : found.until(),
        found.inForceAt(now),
        published.author(),
        published.definition());
  }
}
