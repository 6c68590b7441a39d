package io.impuls.rules.condition;

import io.impuls.rules.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds conditions that no event can fulfil. Only what is certain is found: fields that can have
 * several values in one event contradict themselves only where the same test is also denied.
 */
public final class Contradictions {

  /** Tests that a message names. */
  private static final int MOST_NAMED = 10;

  private final List<Problem> found = new ArrayList<>();

  private Contradictions() {}

  /**
   * Gives the parts of a condition that can never hold, outermost first; empty when there is none,
   * or none that shows.
   *
   * @param pointer where the condition stands
   * @param known what is certain of every event that is asked
   */
  public static List<Problem> in(Condition condition, String pointer, List<Condition> known) {
    Contradictions contradictions = new Contradictions();
    contradictions.never(condition, pointer, known);
    return List.copyOf(contradictions.found);
  }

  /** Whether it is certain that no event fulfils a condition. */
  static boolean never(Condition condition) {
    return new Contradictions().never(condition, "", List.of());
  }

  /** Whether a part can never hold beside what is known; notes the smallest such parts. */
  private boolean never(Condition condition, String at, List<Condition> known) {
    if (condition instanceof Condition.Any any) {
      int dead = 0;
      for (int i = 0; i < any.parts().size(); i++) {
        dead += never(any.parts().get(i), at + "/any/" + i, known) ? 1 : 0;
      }
      return dead == any.parts().size();
    }
    return condition instanceof Condition.All all
        ? allNever(all, at, known)
        : clashes(condition, at, known);
  }

  private boolean allNever(Condition.All all, String at, List<Condition> known) {
    boolean dead = false;
    for (int i = 0; i < all.parts().size(); i++) {
      if (!(all.parts().get(i) instanceof Condition.Any)) {
        dead |= never(all.parts().get(i), at + "/all/" + i, known);
      }
    }
    if (dead || clashes(all, at, known)) {
      return true;
    }
    // What stands beside alternatives narrows them.
    List<Condition> beside =
        Stream.concat(known.stream(), flat(all).filter(part -> !(part instanceof Condition.Any)))
            .toList();
    for (int i = 0; i < all.parts().size(); i++) {
      if (all.parts().get(i) instanceof Condition.Any any) {
        dead |= never(any, at + "/all/" + i, beside);
      }
    }
    return dead;
  }

  private boolean clashes(Condition condition, String at, List<Condition> known) {
    List<Condition> facts =
        Stream.concat(known.stream(), Stream.of(condition)).flatMap(Contradictions::flat).toList();
    String clash = clash(facts);
    if (clash != null) {
      found.add(new Problem(at, clash));
    }
    return clash != null;
  }

  private static Stream<Condition> flat(Condition condition) {
    return condition instanceof Condition.All all
        ? all.parts().stream().flatMap(Contradictions::flat)
        : Stream.of(condition);
  }

  /** Gives why facts cannot hold together; null when they can, as far as can be seen. */
  private static String clash(List<Condition> facts) {
    for (Condition fact : facts) {
      if (fact instanceof Condition.Not not && facts.contains(not.part())) {
        return "this can never hold: the same is wanted and denied";
      }
    }
    Map<Field, List<FieldTest>> byField = new LinkedHashMap<>();
    for (Condition fact : facts) {
      if (fact instanceof FieldTest test && test.field().single()) {
        byField.computeIfAbsent(test.field(), field -> new ArrayList<>()).add(test);
      }
    }
    return byField.entrySet().stream()
        .filter(tests -> tests.getValue().size() > 1 && !possible(tests.getValue()))
        .findFirst()
        .map(
            tests ->
                "this can never hold: no "
                    + tests.getKey()
                    + " passes all of "
                    + String.join(
                        ", ",
                        tests.getValue().stream()
                            .map(FieldTest::toString)
                            .distinct()
                            .limit(MOST_NAMED)
                            .toList()))
        .orElse(null);
  }

  /** Whether one value may pass all tests. */
  private static boolean possible(List<FieldTest> tests) {
    boolean absent = tests.stream().anyMatch(FieldTest::wantsNothing);
    if (absent) {
      return tests.stream().allMatch(FieldTest::wantsNothing);
    }
    Predicate<Object> all =
        tests.stream().map(FieldTest::comparison).reduce(value -> true, Predicate::and);
    List<Set<Object>> keys = tests.stream().flatMap(test -> test.requiredKeys().stream()).toList();
    if (!keys.isEmpty()) {
      return keys.get(0).stream().anyMatch(all);
    }
    return range(tests) && beginnings(tests);
  }

  /** Whether numbers are left between the bounds. */
  private static boolean range(List<FieldTest> tests) {
    BigDecimal low =
        tests.stream().flatMap(test -> test.least().stream()).reduce(BigDecimal::max).orElse(null);
    BigDecimal high =
        tests.stream().flatMap(test -> test.most().stream()).reduce(BigDecimal::min).orElse(null);
    if (low == null || high == null || low.compareTo(high) < 0) {
      return true;
    }
    return low.compareTo(high) == 0
        && tests.stream()
            .filter(test -> test.least().isPresent() || test.most().isPresent())
            .allMatch(test -> test.comparison().test(low));
  }

  /** Whether one text may begin with all of what is wanted: the longest begins with the others. */
  private static boolean beginnings(List<FieldTest> tests) {
    List<String> begins =
        tests.stream()
            .filter(test -> test.operator() == Operator.STARTS_WITH)
            .map(FieldTest::text)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return begins.stream().allMatch(begins.isEmpty() ? any -> true : begins.get(0)::startsWith);
  }
}
