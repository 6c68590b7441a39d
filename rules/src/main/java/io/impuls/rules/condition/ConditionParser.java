package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads conditions. Everything that is wrong is listed, each with its JSON pointer and what to
 * write instead; a condition that was read can be tested without any error.
 */
public final class ConditionParser {

  /** Deepest nesting of {@code all}, {@code any} and {@code not}. */
  public static final int MAX_DEPTH = 32;

  /** Most groups and tests in one condition. */
  public static final int MAX_NODES = 1_000;

  /** Problems listed before the reader gives up on the rest. */
  static final int MAX_PROBLEMS = 100;

  private static final Set<String> GROUPS = Set.of("all", "any", "not");
  static final String SHAPE =
      "a condition is {\"all\": [...]}, {\"any\": [...]}, {\"not\": {...}} or a test such as"
          + " {\"field\": \"page.path\", \"equals\": \"/pricing\"}";

  private final List<Problem> problems = new ArrayList<>();
  private int nodes;

  /** Whether it is on what is known of a contact, and not on an event. */
  private final boolean ofContact;

  private ConditionParser(boolean ofContact) {
    this.ofContact = ofContact;
  }

  /**
   * Reads a condition.
   *
   * @param node the JSON; null, JSON null and absent mean {@link Condition#ALWAYS}
   * @param pointer where {@code node} stands in the whole text, such as {@code
   *     /rules/0/anyOf/0/when}; empty for the root
   */
  public static Parsed<Condition> parse(JsonNode node, String pointer) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return new Parsed.Ok<>(Condition.ALWAYS);
    }
    return new ConditionParser(false).read(node, pointer);
  }

  /**
   * Reads a condition on what is known of a contact ({@link ContactFields}), to be judged by {@link
   * Truth}.
   *
   * @param node the JSON; never null
   * @param pointer where {@code node} stands in the whole text
   */
  public static Parsed<Condition> parseOfContact(JsonNode node, String pointer) {
    return new ConditionParser(true).read(node, pointer);
  }

  private Parsed<Condition> read(JsonNode node, String pointer) {
    Condition condition = condition(node, pointer, 1);
    return Parsed.of(condition, problems);
  }

  /** Gives the condition; null after a problem was noted. */
  private Condition condition(JsonNode node, String at, int depth) {
    if (problems.size() >= MAX_PROBLEMS || ++nodes > MAX_NODES) {
      return nodes == MAX_NODES + 1
          ? problem(
              at, "a condition has at most " + MAX_NODES + " groups and tests: split the rule")
          : null;
    }
    if (depth > MAX_DEPTH) {
      return problem(at, "conditions nest at most " + MAX_DEPTH + " deep: flatten the groups");
    }
    if (!node.isObject()) {
      return problem(at, SHAPE);
    }
    String group = GROUPS.stream().filter(node::has).sorted().findFirst().orElse(null);
    if (group == null) {
      return new TestParser(problems, ofContact).parse(node, at);
    }
    if (node.size() > 1) {
      return problem(at, "\"" + group + "\" stands alone: put the other parts inside it");
    }
    String inside = at + "/" + group;
    if (group.equals("not")) {
      Condition part = condition(node.get(group), inside, depth + 1);
      return part == null ? null : new Condition.Not(part);
    }
    List<Condition> parts = parts(node.get(group), inside, depth);
    if (parts == null) {
      return null;
    }
    return group.equals("all") ? new Condition.All(parts) : new Condition.Any(parts);
  }

  private List<Condition> parts(JsonNode array, String at, int depth) {
    if (!array.isArray() || array.isEmpty()) {
      problem(at, "needs a list of at least one condition, such as [{\"field\": ...}]");
      return null;
    }
    List<Condition> parts = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      Condition part = condition(array.get(i), at + "/" + i, depth + 1);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() == array.size() ? parts : null;
  }

  private Condition problem(String at, String message) {
    problems.add(new Problem(at, message));
    return null;
  }
}
