package io.impuls.rules.definition;

import static io.impuls.contracts.event.EventTypes.CUSTOM_PREFIX;
import static io.impuls.contracts.event.EventTypes.SESSION_ENDED;
import static io.impuls.contracts.event.EventTypes.SESSION_STARTED;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.plan.ScoringPlanDefinition.Activity;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.index.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the activities of a rule, one of which suffices. */
public final class ActivityParser {

  /** Most activities of one rule: more is a condition written as a list. */
  public static final int MAX_ACTIVITIES = 100;

  /** Longest type of an event, in characters: the collector takes no longer ones. */
  public static final int LONGEST_TYPE = 255;

  private final Set<String> known;
  private final List<Problem> problems = new ArrayList<>();

  private ActivityParser(Set<String> known) {
    this.known = known;
  }

  /**
   * Gives the activities, ready for a {@link io.impuls.rules.index.RuleIndex}.
   *
   * @param pointer where the list stands in the whole text, such as {@code /anyOf}
   */
  public static Parsed<List<Branch>> parse(List<Activity> written, String pointer) {
    return parse(written, pointer, Set.of());
  }

  /**
   * Gives activities that may also be of some other types of events.
   *
   * @param more types that not everybody can count, and will do here
   */
  public static Parsed<List<Branch>> parse(
      List<Activity> written, String pointer, Set<String> more) {
    Set<String> known = new TreeSet<>(EventTypes.ACTS);
    known.addAll(more);
    ActivityParser parser = new ActivityParser(known);
    List<Branch> branches = parser.branches(written, pointer);
    return Parsed.of(branches, parser.problems);
  }

  private List<Branch> branches(List<Activity> written, String at) {
    if (written == null || written.isEmpty()) {
      problem(at, "a rule needs at least one activity, such as {\"event\": \"page.viewed\"}");
      return List.of();
    }
    if (written.size() > MAX_ACTIVITIES) {
      problem(at, "a rule has at most " + MAX_ACTIVITIES + " activities");
      return List.of();
    }
    List<Branch> branches = new ArrayList<>(written.size());
    for (int i = 0; i < written.size(); i++) {
      Activity activity = written.get(i);
      type(activity.event(), at + "/" + i + "/event");
      Parsed<Condition> when = ConditionParser.parse(activity.when(), at + "/" + i + "/when");
      problems.addAll(when.problems());
      if (problems.isEmpty()) {
        branches.add(new Branch(activity.event(), when.orElseThrow()));
      }
    }
    return List.copyOf(branches);
  }

  private void type(String type, String at) {
    if (type == null || type.isBlank()) {
      problem(at, "needs an event type such as \"page.viewed\"");
    } else if (type.equals(SESSION_STARTED) || type.equals(SESSION_ENDED)) {
      // late events publish another revision of a visit, and each would count again
      problem(at, "visits are corrected by late events and cannot be counted");
    } else if (type.length() > LONGEST_TYPE) {
      problem(at, "has at most " + LONGEST_TYPE + " characters");
    } else if (!known.contains(type)
        && !(type.startsWith(CUSTOM_PREFIX) && type.length() > CUSTOM_PREFIX.length())) {
      problem(at, "is one of " + String.join(", ", known) + ", or custom.<name>");
    }
  }

  private void problem(String at, String message) {
    problems.add(new Problem(at, message));
  }
}
