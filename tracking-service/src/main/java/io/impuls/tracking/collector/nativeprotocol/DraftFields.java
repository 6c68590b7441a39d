package io.impuls.tracking.collector.nativeprotocol;

import static io.impuls.tracking.collector.json.BoundedReader.at;

import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.DraftBuilder;
import io.impuls.tracking.collector.domain.PageAddress;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.json.BoundedReader;
import io.impuls.tracking.collector.json.SliceReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one event, filled while they are read. */
final class DraftFields implements SliceReader.Fields {

  /** A day: nobody looks at one page for longer. */
  private static final BigDecimal LONGEST_VIEW = BigDecimal.valueOf(86_400);

  private final BoundedReader in;
  private final DraftBuilder draft = new DraftBuilder();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Object> unknown = new LinkedHashMap<>();
  private final List<Product> products = new ArrayList<>();
  private Product product;

  DraftFields(BoundedReader in) {
    this.in = in;
  }

  @Override
  public String id() {
    return draft.id();
  }

  @Override
  public Draft read() throws IOException, RefusedException {
    for (String name = in.nextField(""); name != null; name = in.nextField("")) {
      if (!seen.add(name)) {
        throw in.refused(RejectionReason.INVALID_FIELD, at("", name), "was given twice");
      }
      field(name);
    }
    if (product != null) {
      draft.product(product);
    }
    products.forEach(draft::product);
    return draft.keep(unknown).build();
  }

  private void field(String name) throws IOException, RefusedException {
    switch (name) {
      case "id" -> draft.id(in.id("/id"));
      case "type" -> draft.type(in.id("/type"));
      case "timestamp" -> draft.timestamp(time("/timestamp"));
      case "sentAt" -> draft.sentAt(time("/sentAt"));
      case "anonymousId" -> draft.anonymousId(in.id("/anonymousId"));
      case "userId" -> draft.userId(in.id("/userId"));
      case "email" -> draft.email(in.id("/email"));
      case "phone" -> draft.phone(in.id("/phone"));
      case "traits" -> draft.traits(in.map("/traits"));
      case "consent" -> draft.consent(consent());
      case "page" -> draft.page(page());
      case "order" -> draft.order(order());
      case "product" -> product = product("/product");
      case "products" -> products();
      case "properties" -> draft.properties(in.map("/properties"));
      case "context" -> draft.context(in.map("/context"));
      case "writeKey" -> draft.writeKey(in.id("/writeKey"));
      default -> keep(name, in.value(at("", name), 2));
    }
  }

  private Instant time(String pointer) throws IOException, RefusedException {
    String text;
    try {
      text = in.text(pointer);
    } catch (RefusedException e) {
      throw in.refused(RejectionReason.INVALID_TIME, pointer, "must be a text in ISO 8601");
    }
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException e) {
      throw in.refused(
          RejectionReason.INVALID_TIME,
          pointer,
          "must be a time in ISO 8601 with an offset, such as 2026-11-22T10:15:30.123Z");
    }
  }

  private Map<String, Boolean> consent() throws IOException, RefusedException {
    if (!in.object("/consent")) {
      return Map.of();
    }
    Map<String, Boolean> found = new LinkedHashMap<>();
    for (String purpose = in.nextField("/consent");
        purpose != null;
        purpose = in.nextField("/consent")) {
      String place = at("/consent", purpose);
      Boolean given = in.truth(place);
      if (given != null && found.put(purpose, given) != null) {
        throw in.refused(RejectionReason.INVALID_FIELD, place, "was given twice");
      }
    }
    return found;
  }

  private Page page() throws IOException, RefusedException {
    if (!in.object("/page")) {
      return null;
    }
    String url = null;
    String path = null;
    String title = null;
    String referrer = null;
    String viewId = null;
    Long activeSeconds = null;
    for (String name = in.nextField("/page"); name != null; name = in.nextField("/page")) {
      switch (name) {
        case "url" -> url = in.text("/page/url");
        case "path" -> path = in.text("/page/path");
        case "title" -> title = in.text("/page/title");
        case "referrer" -> referrer = in.text("/page/referrer");
        case "viewId" -> viewId = in.id("/page/viewId");
        case "activeSeconds" -> activeSeconds = seconds("/page/activeSeconds");
        default -> keepIn("page", name, in.value(at("/page", name), 3));
      }
    }
    String ofUrl = url == null ? null : PageAddress.path(url);
    return new Page(url, ofUrl == null ? path : ofUrl, title, referrer, viewId, activeSeconds);
  }

  private Long seconds(String pointer) throws IOException, RefusedException {
    BigDecimal sent = in.number(pointer);
    if (sent == null) {
      return null;
    }
    if (sent.signum() < 0 || sent.compareTo(LONGEST_VIEW) > 0) {
      throw in.refused(
          RejectionReason.INVALID_FIELD, pointer, "must be seconds of a view, 0 to 86400");
    }
    return sent.longValue();
  }

  private Order order() throws IOException, RefusedException {
    if (!in.object("/order")) {
      return null;
    }
    String number = null;
    BigDecimal value = null;
    String currency = null;
    for (String name = in.nextField("/order"); name != null; name = in.nextField("/order")) {
      String place = at("/order", name);
      switch (name) {
        case "id" -> number = in.id(place);
        case "value" -> value = in.number(place);
        case "currency" -> currency = currency(place);
        default -> keepIn("order", name, in.value(place, 3));
      }
    }
    return new Order(number, value, currency);
  }

  private String currency(String pointer) throws IOException, RefusedException {
    String sent = in.id(pointer);
    if (sent == null) {
      return null;
    }
    if (!sent.matches("[A-Za-z]{3}")) {
      throw in.refused(
          RejectionReason.INVALID_FIELD, pointer, "must be a code of ISO 4217, such as EUR");
    }
    return sent.toUpperCase(java.util.Locale.ROOT);
  }

  private void products() throws IOException, RefusedException {
    if (!in.list("/products")) {
      return;
    }
    for (int i = 0; in.nextElement("/products"); i++) {
      Product found = product("/products/" + i);
      if (found != null) {
        products.add(found);
      }
    }
  }

  private Product product(String pointer) throws IOException, RefusedException {
    if (!in.object(pointer)) {
      return null;
    }
    String number = null;
    String name = null;
    String category = null;
    String brand = null;
    BigDecimal price = null;
    BigDecimal quantity = null;
    String url = null;
    for (String field = in.nextField(pointer); field != null; field = in.nextField(pointer)) {
      String place = at(pointer, field);
      switch (field) {
        case "id" -> number = in.id(place);
        case "name" -> name = in.text(place);
        case "category" -> category = in.text(place);
        case "brand" -> brand = in.text(place);
        case "price" -> price = in.number(place);
        case "quantity" -> quantity = in.number(place);
        case "url" -> url = in.text(place);
        default -> keepIn(pointer.substring(1), field, in.value(place, 4));
      }
    }
    return new Product(number, name, category, brand, price, quantity, url);
  }

  private void keep(String name, Object value) {
    if (value != null) {
      unknown.put(name, value);
    }
  }

  @SuppressWarnings("unchecked")
  private void keepIn(String place, String name, Object value) {
    if (value != null) {
      ((Map<String, Object>) unknown.computeIfAbsent(place, p -> new LinkedHashMap<>()))
          .put(name, value);
    }
  }
}
