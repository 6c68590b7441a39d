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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads amounts; everything that is wrong is listed with its place and what to write instead. */
public final class AmountParser {

  private static final BigDecimal MAX = BigDecimal.valueOf(Amount.MAX_THOUSANDTHS / Points.ONE);
  private static final Set<String> ITEMS = Set.of("items", "products");
  private static final String SHAPE =
      "needs a number such as 25 or -0.5, {\"count\": \"items\"} or {\"sum\": \"items.quantity\"},"
          + " these two also with \"where\", or {\"field\": \"order.value\", \"times\": 0.1}, also"
          + " with \"min\" and \"max\"";

  private static final int MAX_DIGITS = 12;

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
    if (node == null || !node.isObject() || kinds(node) != 1) {
      return problem(at, SHAPE);
    }
    if (node.has("field")) {
      return ofField(node, at);
    }
    String kind = node.has("count") ? "count" : "sum";
    only(node, at, kind, "where");
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

  private static long kinds(JsonNode node) {
    return Stream.of("count", "sum", "field").filter(node::has).count();
  }

  private void only(JsonNode node, String at, String kind, String... beside) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals(kind) && !List.of(beside).contains(name)) {
        problem(
            at + "/" + name.replace("~", "~0").replace("/", "~1"),
            "unknown: next to \"%s\" only \"%s\" may stand"
                .formatted(kind, String.join("\" and \"", beside)));
      }
    }
  }

  private Amount ofField(JsonNode node, String at) {
    only(node, at, "field", "times", "min", "max");
    String name = node.get("field").asText("");
    Optional<Field> field = EventFields.find(name).filter(AmountParser::maybeNumber);
    if (field.isEmpty()) {
      problem(
          at + "/field",
          "is a number of the event, such as \"order.value\" or \"properties.seats\"");
    }
    Optional<BigDecimal> times = times(node.get("times"), at + "/times");
    long min = bound(node.get("min"), at + "/min", -Amount.MAX_THOUSANDTHS);
    long max = bound(node.get("max"), at + "/max", Amount.MAX_THOUSANDTHS);
    if (min > max) {
      problem(at + "/min", "is at most \"max\"");
    }
    return problems.isEmpty()
        ? new Amount.OfField(field.orElseThrow(), times.orElseThrow(), min, max)
        : null;
  }

  private static boolean maybeNumber(Field field) {
    return !field.ofItems()
        && (field.type() == Field.Type.NUMBER || field.type() == Field.Type.ANY);
  }

  private Optional<BigDecimal> times(JsonNode node, String at) {
    if (node == null) {
      return Optional.of(BigDecimal.ONE);
    }
    boolean number =
        node.isNumber() && (node.isBigDecimal() || Double.isFinite(node.doubleValue()));
    if (!number
        || node.decimalValue().abs().compareTo(MAX) > 0
        || node.decimalValue().scale() > MAX_DIGITS) {
      problem(at, "needs a number such as 0.1, with at most " + MAX_DIGITS + " digits");
      return Optional.empty();
    }
    return Optional.of(node.decimalValue());
  }

  private long bound(JsonNode node, String at, long none) {
    if (node == null) {
      return none;
    }
    if (!node.isNumber()) {
      problem(at, "needs a number of points such as 50");
      return none;
    }
    return fixed(node, at) instanceof Amount.Fixed fixed ? fixed.thousandths() : none;
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
