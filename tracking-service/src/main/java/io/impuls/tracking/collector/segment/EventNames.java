package io.impuls.tracking.collector.segment;

import static java.util.Map.entry;

import io.impuls.contracts.event.EventTypes;
import java.util.Locale;
import java.util.Map;

/** The API's documented names of events, and what we call them. */
final class EventNames {

  private static final Map<String, String> SHOP =
      Map.ofEntries(
          entry("products searched", EventTypes.SEARCH_PERFORMED),
          entry("product list viewed", EventTypes.CATEGORY_VIEWED),
          entry("product clicked", EventTypes.PRODUCT_CLICKED),
          entry("product viewed", EventTypes.PRODUCT_VIEWED),
          entry("product added", EventTypes.CART_ADDED),
          entry("wishlist product added to cart", EventTypes.CART_ADDED),
          entry("product removed", EventTypes.CART_REMOVED),
          entry("cart viewed", EventTypes.CART_VIEWED),
          entry("checkout started", EventTypes.CHECKOUT_STARTED),
          entry("order completed", EventTypes.ORDER_PLACED),
          entry("order cancelled", EventTypes.ORDER_CANCELLED),
          entry("order refunded", EventTypes.ORDER_REFUNDED),
          entry("product added to wishlist", EventTypes.WISHLIST_ADDED),
          entry("product removed from wishlist", EventTypes.WISHLIST_REMOVED));

  /** What mail and SMS tools report; a public key could make such things up. */
  private static final Map<String, String> MESSAGES =
      Map.ofEntries(
          entry("email sent", EventTypes.EMAIL_SENT),
          entry("email delivered", EventTypes.EMAIL_DELIVERED),
          entry("email opened", EventTypes.EMAIL_OPENED),
          entry("email link clicked", EventTypes.EMAIL_CLICKED),
          entry("email bounced", EventTypes.EMAIL_BOUNCED),
          entry("email marked as spam", EventTypes.EMAIL_COMPLAINED),
          entry("unsubscribed", EventTypes.EMAIL_UNSUBSCRIBED),
          entry("sms sent", EventTypes.SMS_SENT),
          entry("sms delivered", EventTypes.SMS_DELIVERED),
          entry("sms failed", EventTypes.SMS_FAILED),
          entry("sms link clicked", EventTypes.SMS_CLICKED),
          entry("sms replied", EventTypes.SMS_REPLIED),
          entry("sms unsubscribed", EventTypes.SMS_UNSUBSCRIBED));

  private EventNames() {}

  /**
   * Gives our type of a tracked event; any other name, and a message's fate told by a public key,
   * stays what it is as {@code custom.<name>}.
   */
  static String type(String name, boolean secretKey) {
    String plain = name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    String type = SHOP.get(plain);
    if (type == null && secretKey) {
      type = MESSAGES.get(plain);
    }
    return type == null ? EventTypes.CUSTOM_PREFIX + name.strip() : type;
  }

  /** Whether a message's fate is told. */
  static boolean ofMessage(String type) {
    return MESSAGES.containsValue(type);
  }
}
