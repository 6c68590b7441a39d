package io.impuls.segmentation.domain;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.plan.TagRuleDefinition;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.amount.Amount;
import io.impuls.rules.amount.AmountParser;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import io.impuls.rules.index.Branch;
import io.impuls.rules.ledger.SlidingCap;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what a marketer wrote into a rule, or into everything that is wrong with it. */
public final class TagRuleCompiler {

  /** Most activities of one rule: more is a sign of a condition written as a list. */
  public static final int MAX_ACTIVITIES = 100;

  /** Longest window of a cap: as long as events are kept for re-judging (400 days). */
  public static final Duration MAX_WINDOW = Duration.ofDays(400);

  private static final int MAX_NAME = 200;

  private final List<Problem> problems = new ArrayList<>();

  private TagRuleCompiler() {}

  /** Gives the compiled rule, or all problems with pointers into the definition. */
  public static Parsed<TagRule> compile(String id, int version, TagRuleDefinition written) {
    return new TagRuleCompiler().rule(id, version, written);
  }

  private Parsed<TagRule> rule(String id, int version, TagRuleDefinition written) {
    name(written.name());
    List<Branch> anyOf = activities(written.anyOf());
    Tag tag = tag(written.tag());
    Amount increment = increment(written.increment());
    Optional<TagRule.Cap> cap = cap(written.cap());
    return problems.isEmpty()
        ? new Parsed.Ok<>(new TagRule(id, version, written.name(), anyOf, tag, increment, cap))
        : new Parsed.Failed<>(problems);
  }

  private void name(String name) {
    if (name == null || name.isBlank() || name.length() > MAX_NAME) {
      problem("/name", "Give the rule a name of 1 to " + MAX_NAME + " characters");
    }
  }

  private List<Branch> activities(List<ScoringPlanDefinition.Activity> written) {
    if (written.isEmpty() || written.size() > MAX_ACTIVITIES) {
      problem("/anyOf", "Name 1 to " + MAX_ACTIVITIES + " activities that give the tag");
      return List.of();
    }
    List<Branch> compiled = new ArrayList<>(written.size());
    for (int i = 0; i < written.size(); i++) {
      String at = "/anyOf/" + i;
      ScoringPlanDefinition.Activity activity = written.get(i);
      if (activity == null || activity.event() == null || activity.event().isBlank()) {
        problem(at + "/event", "Name the event type, such as page.viewed");
      } else {
        taken(ConditionParser.parse(activity.when(), at + "/when"))
            .ifPresent(when -> compiled.add(new Branch(activity.event(), when)));
      }
    }
    return compiled;
  }

  private Tag tag(String written) {
    if (written == null) {
      problem("/tag", "Name the tag that the rule gives");
      return null;
    }
    try {
      return Tag.named(written);
    } catch (IllegalArgumentException e) {
      problem("/tag", "The tag's name " + e.getMessage());
      return null;
    }
  }

  private Amount increment(JsonNode written) {
    if (written == null || written.isNull()) {
      return Amount.ONE;
    }
    if (written.isNumber() && written.doubleValue() <= 0) {
      problem("/increment", "An assignment adds something: give a number above 0");
      return null;
    }
    return taken(AmountParser.parse(written, "/increment")).orElse(null);
  }

  private Optional<TagRule.Cap> cap(ScoringPlanDefinition.Cap written) {
    if (written == null) {
      return Optional.empty();
    }
    if (written.limit() < 1) {
      problem("/cap/limit", "Allow at least 1 assignment");
    }
    Duration window = window(written.window());
    Optional<Field> per = Optional.ofNullable(written.per()).flatMap(EventFields::find);
    if (written.per() != null && per.isEmpty()) {
      problem("/cap/per", "There is no field " + written.per() + " to count by");
    }
    return problems.isEmpty()
        ? Optional.of(new TagRule.Cap(new SlidingCap(written.limit(), window), per))
        : Optional.empty();
  }

  private Duration window(String written) {
    try {
      Duration window = Duration.parse(written == null ? "" : written);
      if (!window.isNegative() && !window.isZero() && window.compareTo(MAX_WINDOW) <= 0) {
        return window;
      }
    } catch (DateTimeException e) {
      // the message below says what to write
    }
    problem(
        "/cap/window",
        "Give a duration above zero and up to " + MAX_WINDOW.toDays() + " days, such as PT24H");
    return null;
  }

  private <T> Optional<T> taken(Parsed<T> parsed) {
    problems.addAll(parsed.problems());
    return parsed.value();
  }

  private void problem(String pointer, String message) {
    problems.add(new Problem(pointer, message));
  }
}
