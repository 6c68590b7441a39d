package io.impuls.segmentation.domain;

import java.util.Objects;

/**
 * What one event does to one tag of a person, summed over the rules that give the tag.
 *
 * @param tag the tag, by the name that the rule's author wrote
 * @param thousandths points added in 1/1000; negative when assignments were taken back
 * @param rule the first of the rules, by id
 * @param ruleVersion its version
 */
public record TagMove(Tag tag, long thousandths, String rule, int ruleVersion) {

  public TagMove {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(rule, "rule");
  }

  /** Gives both together, named after the rule that comes first. */
  TagMove plus(TagMove other) {
    int order = rule.compareTo(other.rule);
    boolean mine = order < 0 || order == 0 && ruleVersion <= other.ruleVersion;
    TagMove first = mine ? this : other;
    return new TagMove(
        first.tag, Math.addExact(thousandths, other.thousandths), first.rule, first.ruleVersion);
  }
}
