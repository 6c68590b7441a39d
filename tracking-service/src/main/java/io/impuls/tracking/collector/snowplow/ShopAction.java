package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An action of the e-commerce plug-in: what was done stands in the event, what it was done to in
 * the entities.
 *
 * @param action what the event says
 * @param entities what is attached to it
 */
record ShopAction(Facts action, Entities entities) {

  /** Entities that say something of the action itself, and become properties. */
  private static final List<String> KEPT =
      List.of("cart", "transaction", "refund", "checkout_step", "promotion");

  /** Fills in type, products and order; gives the properties. */
  Map<String, Object> fill(DraftBuilder draft) throws RefusedException {
    String type = action.text("type");
    if (type == null) {
      throw TrackerFields.refused(
          RejectionReason.SCHEMA_VIOLATION, "ue_px/data/data/type", "say which action");
    }
    draft.type(type(type));
    entities.every("product").stream().map(ShopAction::product).forEach(draft::product);
    switch (type) {
      case "transaction" -> draft.order(order(entities.first("transaction"), "revenue"));
      case "refund" -> draft.order(order(entities.first("refund"), "refund_amount"));
      default -> {
        // is about no order
      }
    }
    Map<String, Object> properties = new LinkedHashMap<>(action.values());
    for (String name : KEPT) {
      Facts entity = entities.first(name);
      if (!entity.values().isEmpty()) {
        properties.put(name, entity.values());
      }
    }
    return properties;
  }

  private String type(String action) {
    return switch (action) {
      case "product_view" -> EventTypes.PRODUCT_VIEWED;
      case "add_to_cart" -> EventTypes.CART_ADDED;
      case "remove_from_cart" -> EventTypes.CART_REMOVED;
      case "list_view" -> EventTypes.CATEGORY_VIEWED;
      case "list_click" -> EventTypes.PRODUCT_CLICKED;
      case "transaction" -> EventTypes.ORDER_PLACED;
      case "refund" -> EventTypes.ORDER_REFUNDED;
      case "checkout_step" ->
          "1".equals(entities.first("checkout_step").text("step"))
              ? EventTypes.CHECKOUT_STARTED
              : EventTypes.CUSTOM_PREFIX + action;
      default -> EventTypes.CUSTOM_PREFIX + action;
    };
  }

  private static Order order(Facts said, String value) {
    return said.values().isEmpty()
        ? null
        : new Order(said.id("transaction_id"), said.amount(value), said.currency("currency"));
  }

  private static Product product(Facts said) {
    return new Product(
        said.id("id"),
        said.text("name"),
        said.text("category"),
        said.text("brand"),
        said.amount("price"),
        said.amount("quantity"),
        null);
  }
}
