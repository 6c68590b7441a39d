package io.impuls.rules.condition;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.Session;
import io.impuls.contracts.event.SessionCategory;
import io.impuls.contracts.event.VisitSource;
import io.impuls.rules.condition.Field.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a visit as a whole: {@code session.started} and {@code session.ended} have them.
 */
final class SessionFields {

  private final Map<String, Field> fields = new TreeMap<>();

  private SessionFields() {
    one("durationSeconds", Type.NUMBER, SessionFields::seconds);
    one("activeSeconds", Type.NUMBER, Session::activeSeconds);
    one("events", Type.NUMBER, Session::events);
    one("pages", Type.NUMBER, Session::pages);
    one("loggedOut", Type.BOOLEAN, Session::loggedOut);
    one("landingPath", Type.TEXT, Session::landingPath);
    one("phrase", Type.TEXT, Session::phrase);
    source("firstSource", Session::firstSource);
    source("lastSource", Session::lastSource);
    one("products", Type.NUMBER, session -> session.products().size());
    one("categories", Type.NUMBER, session -> session.categories().size());
    one("cart", Type.NUMBER, session -> session.cart().size());
    many("product", Type.TEXT, Session::products);
    many("category", Type.TEXT, session -> names(session.categories()));
    many("categoryProducts", Type.NUMBER, session -> numbers(session.categories()));
    many("cartProduct", Type.TEXT, session -> ids(session.cart()));
  }

  /** Gives the fields by name. */
  static Map<String, Field> all() {
    return new SessionFields().fields;
  }

  private static Object seconds(Session session) {
    return Duration.between(session.startedAt(), session.endedAt()).toSeconds();
  }

  private static List<String> names(List<SessionCategory> categories) {
    return categories.stream().map(SessionCategory::name).toList();
  }

  private static List<Integer> numbers(List<SessionCategory> categories) {
    return categories.stream().map(SessionCategory::products).toList();
  }

  private static List<String> ids(List<Product> cart) {
    return cart.stream().map(Product::id).toList();
  }

  private void one(String name, Type type, Function<Session, Object> read) {
    put(
        name,
        type,
        Set.of(),
        new FieldReader.OfEvent(
            event -> {
              Session session = session(event);
              return session == null ? null : read.apply(session);
            }));
  }

  private void many(String name, Type type, Function<Session, List<?>> read) {
    put(
        name,
        type,
        Set.of(),
        new FieldReader.OfMany(
            event -> {
              Session session = session(event);
              return session == null ? List.of() : read.apply(session);
            }));
  }

  private void source(String name, Function<Session, VisitSource> read) {
    Set<String> kinds =
        Stream.of(VisitSource.Kind.values()).map(Enum::name).collect(Collectors.toSet());
    put(
        name,
        Type.TEXT,
        kinds,
        new FieldReader.OfEvent(
            event -> {
              VisitSource source = session(event) == null ? null : read.apply(session(event));
              return source == null ? null : source.kind().name();
            }));
  }

  private void put(String name, Type type, Set<String> vocabulary, FieldReader reader) {
    String full = "session." + name;
    fields.put(full, new Field(full, type, vocabulary, reader));
  }

  private static Session session(Event event) {
    return event.resolution() == null ? null : event.resolution().session();
  }
}
