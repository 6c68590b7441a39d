package io.impuls.contracts.plan;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a marketer writes: a named condition over everything that is known of a person.
 *
 * @param name shown name
 * @param description what it is for; null for nothing
 * @param when the condition: a tree of {@code all}, {@code any}, {@code not}, {@code event}, {@code
 *     sequence}, {@code tag}, {@code score}, {@code band}, {@code contact} and {@code segment}
 * @param state what the version is for; {@code ACTIVE} where nothing is said
 */
public record SegmentDefinition(String name, String description, JsonNode when, State state) {

  /** What a version of a segment is for. */
  public enum State {
    /** To be looked at: it never takes effect, the version before it stays. */
    DRAFT,
    /** People become members from its {@code effectiveFrom} on. */
    ACTIVE,
    /** From its {@code effectiveFrom} on nobody is a member. */
    RETIRED
  }

  public SegmentDefinition {
    state = state == null ? State.ACTIVE : state;
  }
}
