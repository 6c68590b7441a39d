package io.impuls.rules.definition;

import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import io.impuls.rules.ledger.SlidingCap;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the cap of a rule. */
public final class CapParser {

  private CapParser() {}

  /**
   * Gives the cap.
   *
   * @param pointer where it stands in the whole text, such as {@code /cap}
   * @param longestWindow longest window: matches are kept only so long
   */
  public static Parsed<CapPer> parse(Cap written, String pointer, Duration longestWindow) {
    List<Problem> problems = new ArrayList<>();
    if (written.limit() < 1) {
      problems.add(new Problem(pointer + "/limit", "needs a whole number of awards, at least 1"));
    }
    Optional<Duration> window = window(written.window(), longestWindow);
    if (window.isEmpty()) {
      problems.add(
          new Problem(
              pointer + "/window",
              "needs an ISO 8601 duration such as \"PT24H\", more than nothing and at most "
                  + longestWindow));
    }
    Optional<Field> per = Optional.ofNullable(written.per()).flatMap(EventFields::find);
    if (written.per() != null && per.isEmpty()) {
      problems.add(
          new Problem(
              pointer + "/per", "is one of the fields " + String.join(", ", EventFields.names())));
    }
    return problems.isEmpty()
        ? new Parsed.Ok<>(new CapPer(new SlidingCap(written.limit(), window.orElseThrow()), per))
        : new Parsed.Failed<>(problems);
  }

  private static Optional<Duration> window(String text, Duration longest) {
    try {
      return Optional.ofNullable(text)
          .map(Duration::parse)
          .filter(window -> window.toMillis() > 0 && window.compareTo(longest) <= 0);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
