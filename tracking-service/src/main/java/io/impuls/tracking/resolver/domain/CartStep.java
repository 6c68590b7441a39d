package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Product;
import java.util.List;

/**
 * What one event did to the cart.
 *
 * @param kind how
 * @param lines with which products
 */
public record CartStep(Kind kind, List<Product> lines) {

  /** Ways to change a cart. */
  public enum Kind {
    /** The products are the whole cart. */
    IS,
    ADDS,
    REMOVES
  }

  public CartStep {
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  /** Gives what an event did to the cart; null when it has nothing to do with it. */
  static CartStep of(Event event) {
    return switch (event.type()) {
      case EventTypes.CART_UPDATED -> new CartStep(Kind.IS, lines(event));
      case EventTypes.CART_ADDED -> new CartStep(Kind.ADDS, lines(event));
      case EventTypes.CART_REMOVED -> new CartStep(Kind.REMOVES, lines(event));
      case EventTypes.ORDER_PLACED -> new CartStep(Kind.IS, List.of());
      default -> null;
    };
  }

  private static List<Product> lines(Event event) {
    return event.products().stream()
        .filter(product -> product.id() != null)
        .limit(Cart.MOST_LINES)
        .toList();
  }
}
