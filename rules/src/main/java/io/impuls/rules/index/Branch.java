package io.impuls.rules.index;

import io.impuls.rules.condition.Condition;
import java.util.Objects;

/**
 * One of the activities of a rule.
 *
 * @param eventType type of the events it looks at, such as {@code page.viewed}
 * @param condition what must hold of them
 */
public record Branch(String eventType, Condition condition) {
  public Branch {
    Objects.requireNonNull(eventType, "eventType");
    Objects.requireNonNull(condition, "condition");
  }
}
