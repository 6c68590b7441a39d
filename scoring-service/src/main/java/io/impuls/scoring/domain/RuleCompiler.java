package io.impuls.scoring.domain;

import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.contracts.plan.ScoringPlanDefinition.Cap;
import io.impuls.contracts.plan.ScoringPlanDefinition.Rule;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.SlidingCap;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rules of one plan.
 *
 * @param plan id of the plan
 * @param longestWindow longest window of a cap
 * @param quiet reads a rule's own quiet hours
 * @param planQuiet quiet hours of rules that have none of their own; null for none
 * @param problems takes what is wrong
 */
record RuleCompiler(
    String plan,
    Duration longestWindow,
    QuietHoursCompiler quiet,
    QuietInterval planQuiet,
    List<Problem> problems) {

  /** Gives the rule; null when something is wrong with it. */
  ScoringRule compile(Rule written, String at) {
    int before = problems.size();
    if (written.id() == null || !PlanCompiler.ID.matcher(written.id()).matches()) {
      problem(at + "/id", PlanCompiler.ID_RULE);
    }
    List<Branch> activities = activities(written.anyOf(), at + "/anyOf");
    Parsed<Amount> points = AmountParser.parse(written.points(), at + "/points");
    problems.addAll(points.problems());
    SlidingCap cap = written.cap() == null ? null : cap(written.cap(), at + "/cap");
    Field per = written.cap() == null ? null : per(written.cap().per(), at + "/cap/per");
    QuietInterval own = quiet.compile(written.quietHours(), at + "/quietHours");
    if (written.quietHours() != null && written.ignoreQuietHours()) {
      problem(at + "/ignoreQuietHours", "leave it out, or leave out the rule's quiet hours");
    }
    if (problems.size() > before) {
      return null;
    }
    QuietInterval hours = own == null && !written.ignoreQuietHours() ? planQuiet : own;
    String name = written.name() == null ? written.id() : written.name();
    return new ScoringRule(
        new Lineage(plan, written.id()), name, activities, points.orElseThrow(), cap, per, hours);
  }

  private List<Branch> activities(List<Activity> written, String at) {
    if (written.isEmpty()) {
      problem(at, "a rule needs at least one activity, such as {\"event\": \"page.viewed\"}");
    }
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Activity activity = written.get(i);
      Activities.check(activity.event(), at + "/" + i + "/event", problems);
      Parsed<Condition> when = ConditionParser.parse(activity.when(), at + "/" + i + "/when");
      problems.addAll(when.problems());
      if (activity.event() != null && when.value().isPresent()) {
        branches.add(new Branch(activity.event(), when.value().get()));
      }
    }
    return branches;
  }

  private SlidingCap cap(Cap written, String at) {
    if (written.limit() < 1) {
      problem(at + "/limit", "needs a whole number of awards, at least 1");
    }
    Optional<Duration> window = window(written.window());
    if (window.isEmpty()) {
      problem(
          at + "/window",
          "needs an ISO 8601 duration such as \"PT24H\", more than nothing and at most "
              + longestWindow);
    }
    return written.limit() < 1 || window.isEmpty()
        ? null
        : new SlidingCap(written.limit(), window.get());
  }

  private Optional<Duration> window(String text) {
    try {
      return Optional.ofNullable(text)
          .map(Duration::parse)
          .filter(window -> window.toMillis() > 0 && window.compareTo(longestWindow) <= 0);
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Field per(String name, String at) {
    if (name == null) {
      return null;
    }
    Optional<Field> field = EventFields.find(name);
    if (field.isEmpty()) {
      problem(at, "is one of the fields " + String.join(", ", EventFields.names()));
    }
    return field.orElse(null);
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
