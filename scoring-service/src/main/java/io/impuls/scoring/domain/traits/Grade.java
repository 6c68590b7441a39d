package io.impuls.scoring.domain.traits;

import io.impuls.rules.condition.Condition;
import java.util.Objects;

/**
 * A grade of what is known of a contact.
 *
 * @param name such as {@code A}
 * @param condition on the fields of contacts
 */
public record Grade(String name, Condition condition) {
  public Grade {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(condition, "condition");
  }
}
