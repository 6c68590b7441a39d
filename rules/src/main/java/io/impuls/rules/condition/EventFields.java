package io.impuls.rules.condition;

import io.impuls.contracts.event.Agent;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Order;
import io.impuls.contracts.event.Page;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Resolution;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.event.VisitSource;
import io.impuls.rules.condition.Field.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that conditions, amounts and caps can name. */
public final class EventFields {

  /** Prefix that means the same as {@code product.}: the event's products. */
  public static final String ITEMS = "items.";

  private static final String PRODUCT = "product.";
  private static final int MAX_NAME = 200;

  private static final Map<String, Field> FIXED = new TreeMap<>();
  private static final Map<String, Function<Event, Map<String, Object>>> FREE =
      Map.of(
          "properties.", Event::properties, "traits.", Event::traits, "context.", Event::context);

  static {
    text("type", Event::type);
    text("page.url", page(Page::url));
    text("page.path", page(Page::path));
    text("page.title", page(Page::title));
    text("page.referrer", page(Page::referrer));
    text("page.viewId", page(Page::viewId));
    add("page.activeSeconds", Type.NUMBER, page(Page::activeSeconds));
    text("order.id", order(Order::id));
    add("order.value", Type.NUMBER, order(Order::value));
    text("order.currency", order(Order::currency));
    product("id", Type.TEXT, Product::id);
    product("name", Type.TEXT, Product::name);
    product("category", Type.TEXT, Product::category);
    product("brand", Type.TEXT, Product::brand);
    product("url", Type.TEXT, Product::url);
    product("price", Type.NUMBER, Product::price);
    product("quantity", Type.NUMBER, Product::quantity);
    text("source.id", event -> event.source().id());
    oneOf("source.kind", Source.Kind.values(), event -> event.source().kind());
    oneOf("visit.source", VisitSource.Kind.values(), visit(VisitSource::kind));
    text("visit.name", visit(VisitSource::name));
    text("visit.campaign", visit(VisitSource::campaign));
    text("visit.phrase", visit(VisitSource::phrase));
    SessionFields.all().forEach((name, field) -> FIXED.put(name, field));
    oneOf("agent", Agent.Verdict.values(), resolution(found -> found.agent().verdict()));
    text("agent.reason", resolution(found -> found.agent().reason()));
    flag(
        "identity.known",
        event ->
            event.identity().userId() != null
                || event.identity().email() != null
                || event.identity().phone() != null);
    flag("identity.userIdKnown", event -> event.identity().userId() != null);
    flag("identity.emailKnown", event -> event.identity().email() != null);
    flag("identity.phoneKnown", event -> event.identity().phone() != null);
  }

  private EventFields() {}

  /** Gives the field of that name; empty when there is none. */
  public static Optional<Field> find(String name) {
    Field fixed = FIXED.get(canonical(name));
    if (fixed != null) {
      return Optional.of(fixed);
    }
    return FREE.keySet().stream()
        .filter(name::startsWith)
        .filter(prefix -> name.length() > prefix.length() && name.length() <= MAX_NAME)
        .map(prefix -> free(name, prefix))
        .findFirst();
  }

  /** Gives the names to show to a marketer, sorted. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(FIXED.keySet());
    FREE.keySet().stream().sorted().forEach(prefix -> names.add(prefix + "<name>"));
    return names;
  }

  /** Gives up to three names that the author of an unknown {@code name} may have meant. */
  static List<String> nearest(String name) {
    List<String> near = Nearest.of(canonical(name), FIXED.keySet());
    if (!near.isEmpty() || name.isBlank() || name.length() > MAX_NAME - 20) {
      return near;
    }
    return List.of("properties." + name, "traits." + name);
  }

  private static String canonical(String name) {
    return name.startsWith(ITEMS) ? PRODUCT + name.substring(ITEMS.length()) : name;
  }

  private static Field free(String name, String prefix) {
    String rest = name.substring(prefix.length());
    List<String> steps = List.of(rest.split("\\.", -1));
    return new Field(
        name, Type.ANY, Set.of(), new FieldReader.OfMap(FREE.get(prefix), rest, steps));
  }

  private static void add(String name, Type type, Function<Event, Object> read) {
    FIXED.put(name, new Field(name, type, Set.of(), new FieldReader.OfEvent(read)));
  }

  private static void text(String name, Function<Event, Object> read) {
    add(name, Type.TEXT, read);
  }

  private static void flag(String name, Function<Event, Object> read) {
    add(name, Type.BOOLEAN, read);
  }

  private static void oneOf(String name, Enum<?>[] words, Function<Event, Enum<?>> read) {
    Set<String> vocabulary = Stream.of(words).map(Enum::name).collect(Collectors.toSet());
    Function<Event, Object> word =
        event -> {
          Enum<?> value = read.apply(event);
          return value == null ? null : value.name();
        };
    FIXED.put(name, new Field(name, Type.TEXT, vocabulary, new FieldReader.OfEvent(word)));
  }

  private static void product(String name, Type type, Function<Product, Object> read) {
    String full = PRODUCT + name;
    FIXED.put(full, new Field(full, type, Set.of(), new FieldReader.OfProduct(read)));
  }

  private static Function<Event, Object> page(Function<Page, Object> read) {
    return event -> event.page() == null ? null : read.apply(event.page());
  }

  private static Function<Event, Object> order(Function<Order, Object> read) {
    return event -> event.order() == null ? null : read.apply(event.order());
  }

  private static <V> Function<Event, V> resolution(Function<Resolution, V> read) {
    return event -> event.resolution() == null ? null : read.apply(event.resolution());
  }

  private static <V> Function<Event, V> visit(Function<VisitSource, V> read) {
    return resolution(
        found -> found.visitSource() == null ? null : read.apply(found.visitSource()));
  }
}
