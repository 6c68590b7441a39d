package io.impuls.rules.condition;

import java.util.List;

/**
 * Why a condition held or did not, as a tree of the same shape.
 *
 * @param condition {@code all}, {@code any}, {@code not}, {@code always}, or the test in words,
 *     such as {@code page.path glob "/pricing/**"}
 * @param result whether this part held
 * @param values what the event said in the field of a test, at most {@value #MAX_VALUES}, long ones
 *     cut; empty when the event said nothing
 * @param parts the parts of a group, in the order written; empty for a test
 */
public record Explanation(
    String condition, boolean result, List<String> values, List<Explanation> parts) {

  /** Values shown of a field with many. */
  public static final int MAX_VALUES = 20;

  public Explanation {
    values = List.copyOf(values);
    parts = List.copyOf(parts);
  }

  /** Gives the tree as indented lines, {@code +} before what held and {@code -} before the rest. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    write(text, 0);
    return text.toString();
  }

  private void write(StringBuilder text, int depth) {
    text.append("  ".repeat(depth)).append(result ? "+ " : "- ").append(condition);
    if (parts.isEmpty() && !"always".equals(condition)) {
      text.append(" <- ").append(values.isEmpty() ? "absent" : String.join(", ", values));
    }
    text.append('\n');
    parts.forEach(part -> part.write(text, depth + 1));
  }
}
