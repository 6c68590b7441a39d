package io.impuls.segmentation.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagOrigin;
import io.impuls.rules.ledger.Match;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something beside tag rules that gives tags for what people do. What it gives is told from others'
 * by the lineages of its matches, and each of them is judged like a match of the {@link TagRule}
 * that it stands for.
 */
public interface TagSource {

  /** Gives nothing. */
  TagSource NONE = new TagSource() {};

  /** Gives what an event matches; at most one match per lineage and counter. */
  default List<Match> matches(Event event) {
    return List.of();
  }

  /** Whether a lineage is one of its own. */
  default boolean has(String lineage) {
    return false;
  }

  /** Gives what brought about what its matches give. */
  default TagOrigin origin() {
    return TagOrigin.RULE;
  }

  /**
   * Gives the key of the tag of a lineage of its own; a text that is no key for one that gives no
   * tag.
   */
  default String key(String lineage) {
    throw new IllegalArgumentException("nothing of ours: " + lineage);
  }

  /** Gives the rule that a match of its own is judged by; empty when that version is not known. */
  default Optional<TagRule> rule(String lineage, int version) {
    return Optional.empty();
  }

  /**
   * Gives the lineages of its own that may give a tag and whose one counter holds all entries;
   * empty where some lie apart.
   */
  default Optional<Set<String>> lineages(String key) {
    return Optional.of(Set.of());
  }

  /** Whether a tag that it gives ends as a whole. */
  default boolean ends(String key) {
    return false;
  }

  /** Gives how it writes a tag; empty for one that it does not know by name. */
  default Optional<Tag> tag(String key) {
    return Optional.empty();
  }

  /** Gives a bound on the windows of all caps of a lineage of its own. */
  default Duration longestWindow(String lineage) {
    return Duration.ZERO;
  }

  /** Gives a bound on the time after which what a lineage of its own gives has gone. */
  default Duration longestTime(String lineage) {
    return Duration.ZERO;
  }
}
