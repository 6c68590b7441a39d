package io.impuls.rules.amount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.Points;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import io.impuls.rules.condition.Condition;
import io.impuls.rules.condition.Decimals;
import io.impuls.rules.condition.EventFields;
import io.impuls.rules.condition.Field;
import java.math.BigDecimal;
import java.util.Objects;

/** What a match gives, in thousandths of a point; a pure function of the event. */
public sealed interface Amount {

  /**
   * Largest amount of one match in thousandths, up and down: a billion points. Far from the ends of
   * a {@code long}, so that sums over a person's history cannot overflow.
   */
  long MAX_THOUSANDTHS = 1_000_000_000L * Points.ONE;

  /** One point. */
  Amount ONE = new Fixed(Points.ONE);

  /** Gives what {@code event} is worth, in 1/1000 point, at most {@link #MAX_THOUSANDTHS}. */
  long thousandths(Event event);

  /** Gives the canonical text: parsing it gives an equal amount. */
  JsonNode toJson();

  /**
   * The same for every event.
   *
   * @param thousandths in 1/1000 point
   */
  record Fixed(long thousandths) implements Amount {
    public Fixed {
      if (Math.abs(thousandths) > MAX_THOUSANDTHS) {
        throw new IllegalArgumentException("an amount is at most a billion points");
      }
    }

    @Override
    public long thousandths(Event event) {
      return thousandths;
    }

    @Override
    public JsonNode toJson() {
      return DecimalNode.valueOf(new Points(thousandths).decimal());
    }
  }

  /**
   * One point for each item (line of an order, product) that fits.
   *
   * @param where {@code product.*} and {@code items.*} in it mean the one item
   */
  record CountItems(Condition where) implements Amount {
    public CountItems {
      Objects.requireNonNull(where, "where");
    }

    @Override
    public long thousandths(Event event) {
      long count = 0;
      for (Product item : event.products()) {
        if (where.test(event, item)) {
          count++;
        }
      }
      return count * Points.ONE;
    }

    @Override
    public JsonNode toJson() {
      return withWhere(JsonNodeFactory.instance.objectNode().put("count", "items"), where);
    }
  }

  /**
   * A number of each item that fits, added up exactly; the total is rounded half-even to 1/1000.
   * Items without the number, or with an absurd one (over a billion, up or down), add nothing.
   *
   * @param field a number of items, such as {@code product.quantity}
   * @param where {@code product.*} and {@code items.*} in it mean the one item
   */
  record SumItems(Field field, Condition where) implements Amount {
    public SumItems {
      Objects.requireNonNull(where, "where");
      if (!field.ofItems() || field.type() != Field.Type.NUMBER) {
        throw new IllegalArgumentException(field + " is not a number of items");
      }
    }

    @Override
    public long thousandths(Event event) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Product item : event.products()) {
        if (field.of(item) instanceof BigDecimal value
            && Numbers.usable(value)
            && where.test(event, item)) {
          sum = sum.add(value);
        }
      }
      return Numbers.thousandths(sum);
    }

    @Override
    public JsonNode toJson() {
      String name = EventFields.ITEMS + field.name().substring(field.name().indexOf('.') + 1);
      return withWhere(JsonNodeFactory.instance.objectNode().put("sum", name), where);
    }
  }

  /**
   * A number of the event, times a factor, between two bounds; rounded half-even to 1/1000. Nothing
   * where the event has no such number, or an absurd one (over a billion, up or down).
   *
   * @param field a field that can be a number, and is none of items, such as {@code order.value}
   * @param times factor, such as 0.1 for a tenth
   * @param min thousandths below which it never is
   * @param max thousandths above which it never is
   */
  record OfField(Field field, BigDecimal times, long min, long max) implements Amount {
    public OfField {
      boolean number = field.type() == Field.Type.NUMBER || field.type() == Field.Type.ANY;
      if (field.ofItems() || !number) {
        throw new IllegalArgumentException(field + " is not a number of the event");
      }
      if (!Numbers.usable(times) || min > max) {
        throw new IllegalArgumentException("a factor and bounds that leave room");
      }
    }

    @Override
    public long thousandths(Event event) {
      Object value = field.values(event).stream().findFirst().orElse(null);
      if (!(Field.key(value) instanceof BigDecimal number) || !Numbers.usable(number)) {
        return 0;
      }
      return Math.max(min, Math.min(max, Numbers.thousandths(number.multiply(times))));
    }

    @Override
    public JsonNode toJson() {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("field", field.name());
      node.set("times", DecimalNode.valueOf(Decimals.canonical(times)));
      if (min > -MAX_THOUSANDTHS) {
        node.set("min", DecimalNode.valueOf(new Points(min).decimal()));
      }
      if (max < MAX_THOUSANDTHS) {
        node.set("max", DecimalNode.valueOf(new Points(max).decimal()));
      }
      return node;
    }
  }

  private static JsonNode withWhere(ObjectNode node, Condition where) {
    return where.equals(Condition.ALWAYS) ? node : node.set("where", where.toJson());
  }
}
