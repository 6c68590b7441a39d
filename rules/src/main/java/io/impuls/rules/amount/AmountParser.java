package io.impuls.rules.amount;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.Points;
import io.impuls.rules.Parsed;
import io.impuls.rules.Problem;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.ConditionParser;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads amounts; everything that is wrong is listed with its place and what to write instead. */
public final class AmountParser {

  private static final BigDecimal MAX = BigDecimal.valueOf(Amount.MAX_THOUSANDTHS / Points.ONE);
  private static final Set<String> ITEMS = Set.of("items", "products");
  private static final String SHAPE =
      "needs a number such as 25 or -0.5, {\"count\": \"items\"} or {\"sum\": \"items.quantity\"},"
          + " the last two also with \"where\"";

  private final List<Problem> problems = new ArrayList<>();

  private AmountParser() {}

  /**
   * Reads an amount.
   *
   * @param pointer where {@code node} stands in the whole text, such as {@code /rules/0/points}
   */
  public static Parsed<Amount> parse(JsonNode node, String pointer) {
    AmountParser parser = new AmountParser();
    Amount amount = parser.amount(node, pointer);
    return Parsed.of(amount, parser.problems);
  }

  private Amount amount(JsonNode node, String at) {
    if (node != null && node.isNumber()) {
      return fixed(node, at);
    }
    if (node == null || !node.isObject() || node.has("count") == node.has("sum")) {
      return problem(at, SHAPE);
    }
    String kind = node.has("count") ? "count" : "sum";
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals(kind) && !name.equals("where")) {
        problem(
            at + "/" + name.replace("~", "~0").replace("/", "~1"),
            "unknown: next to \"" + kind + "\" only \"where\" may stand");
      }
    }
    Parsed<Condition> where = ConditionParser.parse(node.get("where"), at + "/where");
    problems.addAll(where.problems());
    String what = node.get(kind).asText("");
    Field field = kind.equals("sum") ? itemNumber(what, at + "/sum") : null;
    if (kind.equals("count") && !ITEMS.contains(what)) {
      problem(at + "/count", "counts only \"items\", the products or lines of the event");
    }
    if (!problems.isEmpty()) {
      return null;
    }
    Condition condition = where.orElseThrow();
    return field == null ? new Amount.CountItems(condition) : new Amount.SumItems(field, condition);
  }

  private Amount fixed(JsonNode node, String at) {
    if (!node.isBigDecimal() && !Double.isFinite(node.doubleValue())) {
      return problem(at, SHAPE);
    }
    BigDecimal number = node.decimalValue();
    if (number.abs().compareTo(MAX) > 0) {
      return problem(at, "is at most a billion, up or down");
    }
    if (number.stripTrailingZeros().scale() > 3) {
      return problem(at, "has at most three digits after the point");
    }
    return new Amount.Fixed(Points.of(number).thousandths());
  }

  private Field itemNumber(String name, String at) {
    Field field = EventFields.find(name).filter(Field::ofItems).orElse(null);
    if (field == null || field.type() != Field.Type.NUMBER) {
      problem(at, "adds up \"items.quantity\" or \"items.price\"");
      return null;
    }
    return field;
  }

  private Amount problem(String at, String message) {
    problems.add(new Problem(at, message));
    return null;
  }
}
