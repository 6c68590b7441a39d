package io.impuls.campaign.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A trigger fired for a person.
 *
 * @param person whom it names; may have become part of another since
 * @param triggerId id of the change record: {@code <person>/<epoch>/<version>}
 * @param occurredAt when it happened, not when it was read
 * @param facts what the template may say about it: score, band and plan, or tag and tagScore
 */
public record Occasion(
    UUID person, String triggerId, Instant occurredAt, Map<String, String> facts) {
  public Occasion {
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(triggerId, "triggerId");
    Objects.requireNonNull(occurredAt, "occurredAt");
    facts = Map.copyOf(facts);
  }
}
