package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Turns an operator and its checked operand into a test of one value, once, when it is read. */
final class Comparisons {

  private Comparisons() {}

  static Predicate<Object> compile(Operator operator, JsonNode operand) {
    return switch (operator) {
      case EQUALS -> equalTo(operand);
      case IN -> oneOf(keys(operator, operand).orElseThrow());
      case GT -> number(operand, sign -> sign > 0);
      case GTE -> number(operand, sign -> sign >= 0);
      case LT -> number(operand, sign -> sign < 0);
      case LTE -> number(operand, sign -> sign <= 0);
      case BETWEEN ->
          number(operand.get(0), sign -> sign >= 0).and(number(operand.get(1), sign -> sign <= 0));
      case CONTAINS -> text(operand.textValue(), String::contains);
      case STARTS_WITH -> text(operand.textValue(), String::startsWith);
      case ENDS_WITH -> text(operand.textValue(), String::endsWith);
      case GLOB -> {
        Glob glob = Glob.of(operand.textValue());
        yield value -> value instanceof String text && glob.fits(text);
      }
      case MATCHES -> {
        Pattern pattern = Pattern.compile(operand.textValue());
        yield value -> value instanceof String text && pattern.matcher(text).find();
      }
      case EXISTS -> value -> true;
    };
  }

  /** Gives the keys of which a value must equal one; empty for operators that are not so. */
  static Optional<Set<Object>> keys(Operator operator, JsonNode operand) {
    if (operator == Operator.EQUALS) {
      return Optional.of(Set.of(key(operand)));
    }
    if (operator == Operator.IN) {
      Set<Object> keys = new HashSet<>();
      operand.forEach(each -> keys.add(key(each)));
      return Optional.of(keys);
    }
    return Optional.empty();
  }

  static Object key(JsonNode scalar) {
    if (scalar.isNumber()) {
      return Decimals.key(scalar.decimalValue());
    }
    return scalar.isBoolean() ? (Object) scalar.booleanValue() : scalar.textValue();
  }

  private static Predicate<Object> equalTo(JsonNode operand) {
    return operand.isNumber() ? number(operand, sign -> sign == 0) : key(operand)::equals;
  }

  private static Predicate<Object> oneOf(Set<Object> keys) {
    return value -> keys.contains(Field.key(value));
  }

  private static Predicate<Object> number(JsonNode operand, IntPredicate sign) {
    BigDecimal bound = operand.decimalValue();
    return value -> Decimals.isNumber(value) && sign.test(Decimals.of(value).compareTo(bound));
  }

  private interface TextTest {
    boolean test(String value, String operand);
  }

  private static Predicate<Object> text(String operand, TextTest test) {
    return value -> value instanceof String text && test.test(text, operand);
  }
}
