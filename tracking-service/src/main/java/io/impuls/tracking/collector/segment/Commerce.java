package io.impuls.tracking.collector.segment;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Product;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.protocol.Facts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Products and orders among the properties of a tracked event; these stay as they were sent. */
final class Commerce {

  private static final Set<String> WITH_PRODUCTS =
      Set.of(
          EventTypes.CATEGORY_VIEWED,
          EventTypes.PRODUCT_CLICKED,
          EventTypes.PRODUCT_VIEWED,
          EventTypes.CART_ADDED,
          EventTypes.CART_REMOVED,
          EventTypes.CART_VIEWED,
          EventTypes.WISHLIST_ADDED,
          EventTypes.WISHLIST_REMOVED);

  private static final Set<String> WITH_ORDER =
      Set.of(
          EventTypes.CHECKOUT_STARTED,
          EventTypes.ORDER_PLACED,
          EventTypes.ORDER_CANCELLED,
          EventTypes.ORDER_REFUNDED);

  private Commerce() {}

  /** Fills in what the properties of an event of this type say. */
  static void fill(DraftBuilder draft, String type, Facts properties) {
    boolean ofOrder = WITH_ORDER.contains(type);
    if (ofOrder) {
      draft.order(order(properties));
    }
    if (ofOrder || WITH_PRODUCTS.contains(type)) {
      List<Facts> listed = properties.list("products");
      listed.stream().map(Commerce::product).forEach(draft::product);
      boolean isOne = !ofOrder && !type.equals(EventTypes.CATEGORY_VIEWED);
      if (listed.isEmpty() && isOne && namesProduct(properties)) {
        draft.product(product(properties));
      }
    }
  }

  /** The total with shipping and tax is what was paid; without one, what comes closest. */
  private static Order order(Facts properties) {
    String number = properties.id("order_id", "orderId");
    BigDecimal value = properties.amount("total", "value", "revenue", "subtotal");
    String currency = properties.currency("currency");
    return number == null && value == null ? null : new Order(number, value, currency);
  }

  private static boolean namesProduct(Facts properties) {
    return properties.id("product_id", "productId", "sku", "id") != null
        || properties.text("name") != null;
  }

  private static Product product(Facts said) {
    return new Product(
        said.id("product_id", "productId", "sku", "id"),
        said.text("name"),
        said.text("category"),
        said.text("brand"),
        said.amount("price"),
        said.amount("quantity"),
        said.text("url"));
  }
}
