package io.impuls.rules.condition;

import io.impuls.contracts.event.Event;
import java.util.List;

/**
 * What a condition is of a contact of whom not everything is known. Unknown is not "no" (semantics
 * 3.25): a test of something unknown is neither true nor false, and so is its negation; only {@code
 * exists} asks whether it is known. A condition holds when it is {@link #YES}.
 */
public enum Truth {
  NO,
  UNKNOWN,
  YES;

  /**
   * Judges a condition on a contact: {@code all} is its weakest part, {@code any} its strongest.
   */
  public static Truth of(Condition condition, Event contact) {
    if (condition instanceof Condition.All all) {
      return extreme(all.parts(), contact, YES, false);
    }
    if (condition instanceof Condition.Any any) {
      return extreme(any.parts(), contact, NO, true);
    }
    if (condition instanceof Condition.Not not) {
      return of(not.part(), contact).denied();
    }
    if (condition instanceof FieldTest test
        && test.operator() != Operator.EXISTS
        && !test.field().any(contact, value -> true)) {
      return UNKNOWN;
    }
    return condition.test(contact) ? YES : NO;
  }

  private static Truth extreme(List<Condition> parts, Event contact, Truth start, boolean highest) {
    Truth found = start;
    for (Condition part : parts) {
      Truth one = of(part, contact);
      if (highest ? one.compareTo(found) > 0 : one.compareTo(found) < 0) {
        found = one;
      }
    }
    return found;
  }

  private Truth denied() {
    return switch (this) {
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
      case YES -> NO;
    };
  }
}
