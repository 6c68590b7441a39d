package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.impuls.rules.Problem;
import java.math.BigDecimal;
import java.util.List;

/** Checks what a field is compared with, and brings it into its canonical form. */
final class OperandParser {

  /** Most values of an {@code in}. */
  static final int MAX_LIST = 1_000;

  /** Longest text to compare with. */
  static final int MAX_TEXT = 1_000;

  /** Longest pattern of {@code glob} and {@code matches}. */
  static final int MAX_PATTERN = 500;

  private final Field field;
  private final List<Problem> problems;

  OperandParser(Field field, List<Problem> problems) {
    this.field = field;
    this.problems = problems;
  }

  /** Gives the canonical operand; null after a problem was noted. */
  JsonNode parse(Operator operator, JsonNode operand, String at) {
    return switch (operator) {
      case EQUALS -> scalar(operand, at);
      case IN -> list(operand, at);
      case GT, GTE, LT, LTE -> number(operand, at);
      case BETWEEN -> range(operand, at);
      case CONTAINS, STARTS_WITH, ENDS_WITH -> text(operand, at, MAX_TEXT);
      case GLOB -> text(operand, at, MAX_PATTERN);
      case MATCHES -> pattern(operand, at);
      case EXISTS ->
          operand.isBoolean() ? operand : problem(at, "needs true or false, without quotes");
    };
  }

  private JsonNode scalar(JsonNode operand, String at) {
    if (operand.isNull()) {
      return problem(at, "null equals nothing: write \"exists\": false instead");
    }
    return switch (field.type()) {
      case TEXT -> word(operand, at);
      case NUMBER -> number(operand, at);
      case BOOLEAN ->
          operand.isBoolean() ? operand : problem(at, "needs true or false, without quotes");
      case ANY -> {
        if (operand.isNumber()) {
          yield number(operand, at);
        }
        yield operand.isBoolean() ? operand : text(operand, at, MAX_TEXT);
      }
    };
  }

  private JsonNode word(JsonNode operand, String at) {
    JsonNode text = text(operand, at, MAX_TEXT);
    if (text == null
        || field.vocabulary().isEmpty()
        || field.vocabulary().contains(text.textValue())) {
      return text;
    }
    return problem(
        at,
        field.name()
            + " is one of "
            + String.join(", ", field.vocabulary())
            + Nearest.question(Nearest.of(text.textValue(), field.vocabulary())));
  }

  private JsonNode list(JsonNode operand, String at) {
    if (!operand.isArray() || operand.isEmpty() || operand.size() > MAX_LIST) {
      return problem(at, "needs a list of 1 to " + MAX_LIST + " values, such as [\"a\", \"b\"]");
    }
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < operand.size() && problems.size() < ConditionParser.MAX_PROBLEMS; i++) {
      JsonNode value = scalar(operand.get(i), at + "/" + i);
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == operand.size() ? values : null;
  }

  private JsonNode range(JsonNode operand, String at) {
    if (!operand.isArray() || operand.size() != 2) {
      return problem(at, "needs the two ends, both included, such as [10, 20]");
    }
    JsonNode low = number(operand.get(0), at + "/0");
    JsonNode high = number(operand.get(1), at + "/1");
    if (low == null || high == null) {
      return null;
    }
    if (low.decimalValue().compareTo(high.decimalValue()) > 0) {
      return problem(at, "the first end is above the second: write the smaller one first");
    }
    return JsonNodeFactory.instance.arrayNode().add(low).add(high);
  }

  private JsonNode number(JsonNode operand, String at) {
    if (!operand.isNumber()) {
      return problem(at, "needs a number, without quotes, such as 49.90");
    }
    if (operand.isFloatingPointNumber()
        && !Double.isFinite(operand.doubleValue())
        && !operand.isBigDecimal()) {
      return problem(at, "needs a finite number");
    }
    BigDecimal number = operand.decimalValue();
    if (!Decimals.isModest(number)) {
      return problem(at, "needs a number of at most 30 digits on each side of the point");
    }
    return DecimalNode.valueOf(Decimals.canonical(number));
  }

  private JsonNode text(JsonNode operand, String at, int longest) {
    if (!operand.isTextual()) {
      return problem(at, field.name() + " is " + field.type().words() + ": needs text in quotes");
    }
    String text = operand.textValue();
    if (text.isEmpty() || text.length() > longest) {
      return problem(at, "needs text of 1 to " + longest + " characters");
    }
    return operand;
  }

  private JsonNode pattern(JsonNode operand, String at) {
    JsonNode text = text(operand, at, MAX_PATTERN);
    if (text == null) {
      return null;
    }
    if (Repeats.product(text.textValue()) > Repeats.MAX_PRODUCT) {
      return problem(at, "repeats too much: {n,m} may multiply to " + Repeats.MAX_PRODUCT);
    }
    try {
      Pattern.compile(text.textValue());
      return text;
    } catch (PatternSyntaxException e) {
      return problem(
          at,
          "is not a regular expression of RE2 syntax ("
              + e.getDescription()
              + "); it has no look-around and no back-references");
    }
  }

  private JsonNode problem(String at, String message) {
    problems.add(new Problem(at, message));
    return null;
  }
}
