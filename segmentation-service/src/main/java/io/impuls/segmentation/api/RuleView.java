package io.impuls.segmentation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.segmentation.domain.TagRule;
import io.impuls.segmentation.domain.catalogue.Catalogue;
import io.impuls.segmentation.domain.catalogue.TagEntry;
import io.impuls.streams.definitions.Version;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * One version of a tag rule.
 *
 * @param id id of the rule
 * @param version number of the version
 * @param effectiveFrom first event time that it judges
 * @param until it judges events before this; absent while no later version is known
 * @param inForce whether it judges what happens now
 * @param author who published it
 * @param warning what to think about; absent for nothing
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
    String warning,
    TagRuleDefinition rule) {

  static RuleView of(Version<TagRuleDefinition, TagRule> found, Instant now, Catalogue said) {
    Published<TagRuleDefinition> published = found.published();
    return new RuleView(
        published.id(),
        published.version(),
        published.effectiveFrom(),
        found.until().equals(Instant.MAX) ? null : found.until(),
        found.inForceAt(now),
        published.author(),
        TagEntry.hint(said, Stream.of(found.compiled().tag())).orElse(null),
        published.definition());
  }
}
