package io.impuls.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Identity;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.contracts.topic.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events for tests, built part by part. */
public record TestEvents(
    String type,
    Page page,
    Order order,
    List<Product> products,
    Map<String, Object> properties,
    Identity identity,
    Resolution resolution) {

  private static final Instant NOON = Instant.parse("2026-03-28T11:00:00Z");
  private static final UUID PERSON = new UUID(1, 1);

  public static TestEvents event(String type) {
    return new TestEvents(type, null, null, List.of(), Map.of(), null, null);
  }

  public static TestEvents pageView(String path) {
    return event("page.viewed")
        .on(new Page("https://shop.example" + path, path, "A page", "https://search.example/"));
  }

  public static TestEvents order(String value, Product... products) {
    return new TestEvents(
        "order.placed",
        null,
        new Order("1001", new BigDecimal(value), "GBP"),
        List.of(products),
        Map.of(),
        null,
        null);
  }

  public static Product product(String name, String price, String quantity) {
    return new Product(
        "id-" + name, name, "Home.Light", "Acme", decimal(price), decimal(quantity), null);
  }

  public static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  public TestEvents on(Page page) {
    return new TestEvents(type, page, order, products, properties, identity, resolution);
  }

  public TestEvents with(List<Product> products) {
    return new TestEvents(type, page, order, products, properties, identity, resolution);
  }

  public TestEvents with(Map<String, Object> properties) {
    return new TestEvents(type, page, order, products, properties, identity, resolution);
  }

  public TestEvents by(Identity identity) {
    return new TestEvents(type, page, order, products, properties, identity, resolution);
  }

  public TestEvents resolved(Agent agent, VisitSource visit) {
    Resolution found = new Resolution(PERSON, null, null, agent, visit, null, null, null);
    return new TestEvents(type, page, order, products, properties, identity, found);
  }

  public Event build() {
    return new Event(
        new UUID(0, 1),
        new UUID(0, 2),
        "client-id",
        type,
        new Source("site", Source.Kind.BROWSER),
        NOON,
        NOON,
        null,
        identity,
        page,
        order,
        products,
        properties,
        Map.of("city", "Kraków"),
        null,
        Map.of("locale", "pl-PL"),
        null,
        null,
        null,
        resolution);
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }
}
