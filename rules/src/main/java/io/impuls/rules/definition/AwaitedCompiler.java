package io.impuls.rules.definition;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.contracts.plan.ScoringPlanDefinition.Unless;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads what rules wait for.
 *
 * @param longestWait longest wait in all: matches are kept only so long
 * @param problems takes what is wrong
 */
public record AwaitedCompiler(Duration longestWait, List<Problem> problems) {

  /** Gives what a rule waits for; null for a rule that does not, or when something is wrong. */
  public Awaited compile(Rule rule, String at) {
    Unless written = rule.unless();
    if (written == null) {
      return null;
    }
    int before = problems.size();
    if (rule.cap() != null) {
      problem(at + "/cap", "leave it out: each wait gives its points by itself, \"times\" at most");
    }
    if (rule.quietHours() != null || rule.ignoreQuietHours()) {
      problem(at + "/quietHours", "leave it out: passing time gives its points at any hour");
    }
    String pointer = at + "/unless";
    List<Branch> answers = answers(written, pointer);
    Optional<Wait> wait = wait(written, pointer);
    Optional<Field> same = Optional.ofNullable(written.same()).flatMap(EventFields::find);
    if (written.same() != null && same.isEmpty()) {
      problem(pointer + "/same", "is one of the fields " + String.join(", ", EventFields.names()));
    }
    return problems.size() > before ? null : new Awaited(answers, wait.orElseThrow(), same);
  }

  private List<Branch> answers(Unless written, String at) {
    if (written.anyOf().isEmpty()) {
      return List.of();
    }
    Parsed<List<Branch>> parsed =
        ActivityParser.parse(written.anyOf(), at + "/anyOf", EventTypes.MESSAGE_ACTS);
    problems.addAll(parsed.problems());
    return parsed.value().orElse(List.of());
  }

  private Optional<Wait> wait(Unless written, String at) {
    int times = written.times() == null ? 1 : written.times();
    if (times < 1 || times > Wait.MOST_TIMES) {
      problem(at + "/times", "is a whole number from 1 to " + Wait.MOST_TIMES);
      return Optional.empty();
    }
    Optional<Wait> wait =
        Durations.parse(written.within(), longestWait)
            .map(length -> new Wait(length, times))
            .filter(one -> one.longest().compareTo(longestWait) <= 0);
    if (wait.isEmpty()) {
      problem(
          at + "/within",
          "needs an ISO 8601 duration such as \"P7D\", more than nothing; with all its \"times\""
              + " at most "
              + longestWait);
    }
    return wait;
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
