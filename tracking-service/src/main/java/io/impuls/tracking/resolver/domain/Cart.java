package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Product;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cart of a visit, as far as the visit's own events tell: products put into it before are not
 * in it until an event names the whole cart.
 *
 * @param lines one for each product, at most {@link #MOST_LINES}
 */
public record Cart(List<Product> lines) {

  /** Different products in a cart that are kept. */
  static final int MOST_LINES = 100;

  static final Cart EMPTY = new Cart(List.of());

  public Cart {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  /** Gives the cart after one more event; null did nothing to it. */
  Cart after(CartStep step) {
    if (step == null) {
      return this;
    }
    Map<String, Product> byId = new LinkedHashMap<>();
    if (step.kind() != CartStep.Kind.IS) {
      lines.forEach(line -> byId.put(line.id(), line));
    }
    for (Product line : step.lines()) {
      if (step.kind() == CartStep.Kind.REMOVES) {
        byId.computeIfPresent(line.id(), (id, before) -> less(before, line));
      } else if (byId.containsKey(line.id()) || byId.size() < MOST_LINES) {
        byId.merge(line.id(), line, Cart::more);
      }
    }
    return new Cart(List.copyOf(byId.values()));
  }

  /** What is said last of a product holds; pieces add up. */
  private static Product more(Product before, Product added) {
    return with(added, pieces(before).add(pieces(added)));
  }

  /** Who does not say how many removes the whole line. */
  private static Product less(Product before, Product removed) {
    if (removed.quantity() == null) {
      return null;
    }
    BigDecimal left = pieces(before).subtract(removed.quantity());
    return left.signum() <= 0 ? null : with(before, left);
  }

  private static BigDecimal pieces(Product line) {
    return line.quantity() == null ? BigDecimal.ONE : line.quantity();
  }

  private static Product with(Product line, BigDecimal quantity) {
    return new Product(
        line.id(), line.name(), line.category(), line.brand(), line.price(), quantity, line.url());
  }
}
