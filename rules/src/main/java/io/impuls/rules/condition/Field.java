package io.impuls.rules.condition;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A named, typed field of events, resolved once and then read without looking up names. A field may
 * have several values in one event (each product has a name); then a test holds when any of them
 * does. Found by {@link EventFields}.
 */
public final class Field {

  private static final String JOIN = "\u001f";

  /** What values of a field can be. */
  public enum Type {
    TEXT("text"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    /** Sent freely: whatever the sender wrote; only values of the operand's type compare. */
    ANY("text, a number or true or false");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** Gives the type as a marketer would say it. */
    public String words() {
      return words;
    }
  }

  private final String name;
  private final Type type;
  private final Set<String> vocabulary;
  private final FieldReader reader;

  Field(String name, Type type, Set<String> vocabulary, FieldReader reader) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.vocabulary = new TreeSet<>(vocabulary);
    this.reader = Objects.requireNonNull(reader, "reader");
  }

  /** Gives the canonical name, such as {@code page.path}; {@code items.x} is {@code product.x}. */
  public String name() {
    return name;
  }

  /** Gives what its values can be. */
  public Type type() {
    return type;
  }

  /** Gives all values it can have, for fields with a fixed list; empty for all others. */
  Set<String> vocabulary() {
    return vocabulary;
  }

  /** Whether it belongs to each of the event's products, so that an amount can add it up. */
  public boolean ofItems() {
    return reader instanceof FieldReader.OfProduct;
  }

  /** Whether it has one value at most in every event. */
  boolean single() {
    return reader instanceof FieldReader.OfEvent;
  }

  /** Whether any value of the field in {@code event} passes {@code test}. */
  public boolean any(Event event, Predicate<Object> test) {
    return reader.any(event, null, test);
  }

  boolean any(Event event, Product item, Predicate<Object> test) {
    return reader.any(event, item, test);
  }

  /** Hands every value of the field in {@code event} to {@code taker}, never null. */
  public void each(Event event, Consumer<Object> taker) {
    reader.any(
        event,
        null,
        value -> {
          taker.accept(value);
          return false;
        });
  }

  /** Gives every value of the field in {@code event}: String, Number, Boolean; empty for none. */
  public List<Object> values(Event event) {
    List<Object> values = new ArrayList<>();
    each(event, values::add);
    return values;
  }

  /** Gives the number that a product has in this field; null when it has none. */
  public Object of(Product item) {
    if (reader instanceof FieldReader.OfProduct products) {
      return products.read().apply(item);
    }
    throw new IllegalStateException(name + " is not a field of products");
  }

  /**
   * Gives the value as one text, to count by ({@code cap.per}): numbers without trailing zeros;
   * several values sorted, each once. Empty when the event has no value.
   */
  public Optional<String> text(Event event) {
    TreeSet<String> texts = new TreeSet<>();
    each(
        event, value -> texts.add(String.valueOf(Decimals.isNumber(value) ? plain(value) : value)));
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(JOIN, texts));
  }

  /**
   * Gives the form of a value in which equal values are equal objects: numbers as {@link
   * java.math.BigDecimal} without trailing zeros, everything else as it is.
   */
  public static Object key(Object value) {
    return value instanceof String || !Decimals.isNumber(value) ? value : Decimals.key(value);
  }

  private static Object plain(Object number) {
    return Decimals.key(number).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Field that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
