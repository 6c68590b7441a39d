package io.impuls.scoring.domain.traits;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.FieldTest;
import io.impuls.rules.condition.Truth;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives points while a condition on what is known of the contact holds.
 *
 * @param rule id of the rule
 * @param points what it gives, in thousandths
 * @param condition on the fields of contacts
 * @param group id of the group whose limits hold for it; null for none
 */
public record TraitRule(String rule, long points, Condition condition, String group) {

  /** Fields, and values of a field, that words name. */
  private static final int MOST_SHOWN = 5;

  /** Characters of a value. */
  private static final int MOST_WORD = 100;

  public TraitRule {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(condition, "condition");
  }

  /** Whether it gives its points to a contact. */
  boolean holds(Event contact) {
    return Truth.of(condition, contact) == Truth.YES;
  }

  /** Gives what the condition saw of a contact, in words. */
  String seen(Event contact) {
    return tests(condition)
        .map(FieldTest::field)
        .distinct()
        .limit(MOST_SHOWN)
        .map(field -> field.name() + words(field.values(contact)))
        .collect(Collectors.joining("; "));
  }

  private static String words(List<Object> values) {
    return values.isEmpty()
        ? " is not known"
        : " is "
            + values.stream()
                .limit(MOST_SHOWN)
                .map(TraitRule::word)
                .collect(Collectors.joining(", "));
  }

  private static String word(Object value) {
    String text = String.valueOf(value);
    return text.length() <= MOST_WORD ? text : text.substring(0, MOST_WORD) + "...";
  }

  private static Stream<FieldTest> tests(Condition condition) {
    if (condition instanceof Condition.All all) {
      return all.parts().stream().flatMap(TraitRule::tests);
    }
    if (condition instanceof Condition.Any any) {
      return any.parts().stream().flatMap(TraitRule::tests);
    }
    if (condition instanceof Condition.Not not) {
      return tests(not.part());
    }
    return condition instanceof FieldTest test ? Stream.of(test) : Stream.empty();
  }
}
