package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A self-describing event in our words, where it is one that every tracker knows; any other keeps
 * vendor and name.
 *
 * @param event what was sent
 * @param entities what is attached to it
 * @param forms what is kept of values in forms
 */
record KnownEvent(SelfDescribing event, Entities entities, FormValues forms) {

  /** Fills in type, products and order; gives the properties. */
  Map<String, Object> fill(DraftBuilder draft) throws RefusedException {
    if (event.is("snowplow_ecommerce_action")) {
      return new ShopAction(event.data(), entities).fill(draft);
    }
    Facts data = event.data();
    Map<String, Object> properties = new LinkedHashMap<>(data.values());
    switch (event.vendor().startsWith("com.snowplowanalytics.") ? event.name() : "") {
      case "link_click" -> {
        draft.type(EventTypes.LINK_CLICKED);
        properties.put("url", required("targetUrl"));
      }
      case "submit_form" -> {
        draft.type(EventTypes.FORM_SUBMITTED);
        properties.put("form", required("formId"));
        properties.put(
            "fields",
            data.list("elements").stream()
                .map(element -> element.text("name"))
                .filter(Objects::nonNull)
                .toList());
        properties.put("elements", forms.elements(data));
      }
      case "change_form", "focus_form" -> {
        draft.type(custom(event.name()));
        properties.putAll(forms.element(data).values());
      }
      case "site_search" -> {
        draft.type(EventTypes.SEARCH_PERFORMED);
        properties.put("query", terms());
      }
      case "screen_view" -> draft.type(EventTypes.SCREEN_VIEWED);
      case "add_to_cart" -> draft.type(EventTypes.CART_ADDED).product(cartLine());
      case "remove_from_cart" -> draft.type(EventTypes.CART_REMOVED).product(cartLine());
      default -> draft.type(custom(event.vendor() + "/" + event.name()));
    }
    return properties;
  }

  private String terms() throws RefusedException {
    if (!(event.data().values().get("terms") instanceof List<?> terms) || terms.isEmpty()) {
      throw missing("terms");
    }
    return terms.stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  private Product cartLine() throws RefusedException {
    Facts line = event.data();
    return new Product(
        required("sku"),
        line.text("name"),
        line.text("category"),
        null,
        line.amount("unitPrice"),
        line.amount("quantity"),
        null);
  }

  private String required(String field) throws RefusedException {
    String value = event.data().text(field);
    if (value == null) {
      throw missing(field);
    }
    return value;
  }

  private RefusedException missing(String field) {
    return TrackerFields.refused(
        RejectionReason.SCHEMA_VIOLATION,
        "ue_px/data/data/" + field,
        "%s must have it".formatted(event.name()));
  }

  private static String custom(String name) {
    return EventTypes.CUSTOM_PREFIX + name;
  }
}
