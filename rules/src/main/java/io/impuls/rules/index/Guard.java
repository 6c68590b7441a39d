package io.impuls.rules.index;

import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.Field;
import io.impuls.rules.condition.FieldTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something that must be true of an event for a condition to hold, and that can be looked up: the
 * field has at least one of these values.
 *
 * @param field the field
 * @param keys values as {@link Field#key}
 */
record Guard(Field field, Set<Object> keys) {

  Guard {
    Objects.requireNonNull(field, "field");
    keys = Set.copyOf(keys);
  }

  /** Gives the guards of {@code condition}, each of which is necessary; empty when it has none. */
  static List<Guard> of(Condition condition) {
    if (condition instanceof FieldTest test) {
      return test.requiredKeys()
          .map(keys -> List.of(new Guard(test.field(), keys)))
          .orElse(List.of());
    }
    if (condition instanceof Condition.All all) {
      return all.parts().stream().flatMap(part -> of(part).stream()).toList();
    }
    if (condition instanceof Condition.Any any) {
      return common(any.parts());
    }
    return List.of();
  }

  /** One of the parts holds: a field guards them all if it guards each, with all their values. */
  private static List<Guard> common(List<Condition> parts) {
    List<List<Guard>> each = parts.stream().map(Guard::of).toList();
    List<Guard> found = new ArrayList<>();
    for (Guard first : each.get(0)) {
      Set<Object> keys = new HashSet<>(first.keys);
      boolean everywhere = true;
      for (List<Guard> other : each.subList(1, each.size())) {
        Guard same =
            other.stream().filter(one -> one.field.equals(first.field)).findFirst().orElse(null);
        everywhere &= same != null;
        if (same != null) {
          keys.addAll(same.keys);
        }
      }
      if (everywhere) {
        found.add(new Guard(first.field, keys));
      }
    }
    return found;
  }
}
