package io.impuls.rules.condition;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where a field's values stand in an event; reading allocates nothing. */
sealed interface FieldReader {

  /**
   * Whether any value passes {@code test}; absent values are not shown to it.
   *
   * @param item the one product that {@code product.*} means; null for all of them
   */
  boolean any(Event event, Product item, Predicate<Object> test);

  /** One value of the event itself. */
  record OfEvent(Function<Event, Object> read) implements FieldReader {
    @Override
    public boolean any(Event event, Product item, Predicate<Object> test) {
      Object value = read.apply(event);
      return value != null && test.test(value);
    }
  }

  /** Several values of the event itself. */
  record OfMany(Function<Event, ? extends List<?>> read) implements FieldReader {
    @Override
    public boolean any(Event event, Product item, Predicate<Object> test) {
      List<?> values = read.apply(event);
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) != null && test.test(values.get(i))) {
          return true;
        }
      }
      return false;
    }
  }

  /** A value of each product. */
  record OfProduct(Function<Product, Object> read) implements FieldReader {
    @Override
    public boolean any(Event event, Product item, Predicate<Object> test) {
      if (item != null) {
        return passes(item, test);
      }
      List<Product> products = event.products();
      for (int i = 0; i < products.size(); i++) {
        if (passes(products.get(i), test)) {
          return true;
        }
      }
      return false;
    }

    private boolean passes(Product product, Predicate<Object> test) {
      Object value = read.apply(product);
      return value != null && test.test(value);
    }
  }

  /**
   * A value in what the sender wrote freely. A name with dots is both a literal key and a way down
   * through objects, since senders do both; lists on the way give all their elements.
   */
  record OfMap(Function<Event, Map<String, Object>> read, String whole, List<String> steps)
      implements FieldReader {
    @Override
    public boolean any(Event event, Product item, Predicate<Object> test) {
      Map<String, Object> map = read.apply(event);
      if (map.isEmpty()) {
        return false;
      }
      return walk(map.get(whole), steps.size(), test) || (steps.size() > 1 && walk(map, 0, test));
    }

    private boolean walk(Object node, int step, Predicate<Object> test) {
      if (node == null) {
        return false;
      }
      if (node instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          if (walk(list.get(i), step, test)) {
            return true;
          }
        }
        return false;
      }
      if (step == steps.size()) {
        return test.test(node);
      }
      return node instanceof Map<?, ?> map && walk(map.get(steps.get(step)), step + 1, test);
    }
  }
}
