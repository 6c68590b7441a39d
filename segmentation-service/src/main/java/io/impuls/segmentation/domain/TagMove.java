package io.impuls.segmentation.domain;

import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.ledger.EntryChange;
import java.util.Objects;
import java.util.Optional;

/**
 * What one event does to one tag of a person, summed over all that gives or takes the tag.
 *
 * @param tag the tag, by the name that the rule's author wrote
 * @param thousandths points added in 1/1000; negative when assignments were taken back
 * @param rule the first of the rules, by id; null where no rule had to do with it
 * @param ruleVersion its version
 * @param origin what brought it about
 * @param over what passing time took last; empty where it took nothing
 */
public record TagMove(
    Tag tag,
    long thousandths,
    String rule,
    int ruleVersion,
    TagOrigin origin,
    Optional<EntryChange> over) {

  public TagMove {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(over, "over");
  }

  /** Makes a move by a rule, and not by time that passed. */
  public TagMove(Tag tag, long thousandths, String rule, int ruleVersion) {
    this(tag, thousandths, rule, ruleVersion, TagOrigin.RULE, Optional.empty());
  }

  /** Gives both together, named after the rule that comes first; {@code other} happened later. */
  TagMove plus(TagMove other) {
    TagMove first = comesFirst(other) ? this : other;
    return new TagMove(
        first.tag,
        Math.addExact(thousandths, other.thousandths),
        first.rule,
        first.ruleVersion,
        first.origin,
        other.over.or(() -> over));
  }

  private boolean comesFirst(TagMove other) {
    if (rule == null || other.rule == null) {
      return other.rule == null;
    }
    int order = rule.compareTo(other.rule);
    return order < 0 || order == 0 && ruleVersion <= other.ruleVersion;
  }
}
