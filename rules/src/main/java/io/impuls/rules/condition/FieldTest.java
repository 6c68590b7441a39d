package io.impuls.rules.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One comparison of one field. It holds when any value of the field compares well; a field without
 * a value holds in no test but {@code exists false}.
 */
public final class FieldTest implements Condition {

  private static final int SHOWN_LENGTH = 200;

  private final Field field;
  private final Operator operator;
  private final JsonNode operand;
  private final Predicate<Object> comparison;
  private final boolean wanted;

  /**
   * @param operand canonical and already checked against the operator and the field
   */
  FieldTest(Field field, Operator operator, JsonNode operand) {
    this.field = Objects.requireNonNull(field, "field");
    this.operator = Objects.requireNonNull(operator, "operator");
    this.operand = Objects.requireNonNull(operand, "operand");
    this.comparison = Comparisons.compile(operator, operand);
    this.wanted = operator != Operator.EXISTS || operand.booleanValue();
  }

  /** Gives the field that is compared. */
  public Field field() {
    return field;
  }

  /** Gives how it is compared. */
  public Operator operator() {
    return operator;
  }

  /**
   * Gives the values (as {@link Field#key}) of which the field must have one for the test to hold,
   * when the test is of that kind ({@code equals}, {@code in}); an index can look events up by
   * them.
   */
  public Optional<Set<Object>> requiredKeys() {
    return Comparisons.keys(operator, operand);
  }

  /** Whether it wants the field to have no value. */
  boolean wantsNothing() {
    return !wanted;
  }

  /** Gives how one value is compared. */
  Predicate<Object> comparison() {
    return comparison;
  }

  /** Gives the number that what passes is not below; empty when there is none. */
  Optional<BigDecimal> least() {
    return switch (operator) {
      case GT, GTE -> Optional.of(operand.decimalValue());
      case BETWEEN -> Optional.of(operand.get(0).decimalValue());
      default -> Optional.empty();
    };
  }

  /** Gives the number that what passes is not above; empty when there is none. */
  Optional<BigDecimal> most() {
    return switch (operator) {
      case LT, LTE -> Optional.of(operand.decimalValue());
      case BETWEEN -> Optional.of(operand.get(1).decimalValue());
      default -> Optional.empty();
    };
  }

  /** Gives what the field is compared with, as text. */
  String text() {
    return operand.asText();
  }

  @Override
  public boolean test(Event event, Product item) {
    return field.any(event, item, comparison) == wanted;
  }

  @Override
  public Explanation explain(Event event) {
    List<String> values =
        field.values(event).stream()
            .limit(Explanation.MAX_VALUES)
            .map(value -> shown(String.valueOf(value)))
            .toList();
    return new Explanation(toString(), test(event), values, List.of());
  }

  @Override
  public JsonNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("field", field.name())
        .set(operator.word(), operand);
  }

  private static String shown(String value) {
    return value.length() <= SHOWN_LENGTH ? value : value.substring(0, SHOWN_LENGTH) + "...";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldTest that
        && field.equals(that.field)
        && operator == that.operator
        && operand.equals(that.operand);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, operator);
  }

  /** Gives the test in words, such as {@code order.value gte 50}. */
  @Override
  public String toString() {
    return field.name() + " " + operator.word() + " " + operand;
  }
}
