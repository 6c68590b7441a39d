package io.impuls.rules.definition;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.Field;
import io.impuls.rules.ledger.SlidingCap;
import java.util.Objects;
import java.util.Optional;

/**
 * A sliding cap with one counter, or with one for every value of a field (decision 12).
 *
 * @param sliding how many awards in which window
 * @param per the field; empty for one counter
 */
public record CapPer(SlidingCap sliding, Optional<Field> per) {
  public CapPer {
    Objects.requireNonNull(sliding, "sliding");
    Objects.requireNonNull(per, "per");
  }

  /**
   * Gives what this event is counted by; null for the one counter, which events without the field
   * share.
   */
  public String value(Event event) {
    return per.flatMap(field -> field.text(event)).orElse(null);
  }
}
