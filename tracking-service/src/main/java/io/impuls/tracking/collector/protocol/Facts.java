package io.impuls.tracking.collector.protocol;

import io.impuls.tracking.collector.domain.Amounts;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Texts;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sender's free object, asked for what we know by name. What is missing or of another sort than
 * asked for is null or empty: the object itself is kept as it was sent.
 *
 * @param values the object
 */
public record Facts(Map<String, Object> values) {

  /** Nothing said. */
  public static final Facts NONE = new Facts(Map.of());

  /** Gives a value as facts; none when it is no object. */
  @SuppressWarnings("unchecked")
  public static Facts of(Object value) {
    return value instanceof Map<?, ?> map ? new Facts((Map<String, Object>) map) : NONE;
  }

  /** Gives the first of these that is a text with content, or a number or truth as text. */
  public String text(String... names) {
    for (String name : names) {
      String found = asText(values.get(name));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Gives the first of these that can be an id: a short text in one line. */
  public String id(String... names) {
    for (String name : names) {
      String found = asText(values.get(name));
      if (found != null && found.length() <= Limits.ID_LENGTH && Texts.isClean(found)) {
        return found;
      }
    }
    return null;
  }

  /** Gives the first of these that is an amount, be it a number or a text. */
  public BigDecimal amount(String... names) {
    for (String name : names) {
      BigDecimal found = Amounts.of(values.get(name));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Gives an object among the values. */
  public Facts facts(String name) {
    return of(values.get(name));
  }

  /** Gives the objects of a list; an object in its place is a list of one. */
  public List<Facts> list(String name) {
    Object value = values.get(name);
    if (value instanceof List<?> list) {
      return list.stream().filter(Map.class::isInstance).map(Facts::of).toList();
    }
    return value instanceof Map<?, ?> ? List.of(of(value)) : List.of();
  }

  /** Gives a code of ISO 4217 in upper case; null when it is none. */
  public String currency(String... names) {
    String code = id(names);
    return code != null && code.matches("[A-Za-z]{3}")
        ? code.toUpperCase(java.util.Locale.ROOT)
        : null;
  }

  /** Gives these over others: objects under the same name are joined, else ours stands. */
  public Facts over(Facts others) {
    if (others.values.isEmpty()) {
      return this;
    }
    Map<String, Object> all = new LinkedHashMap<>(others.values);
    values.forEach(
        (name, value) ->
            all.merge(
                name,
                value,
                (theirs, ours) ->
                    theirs instanceof Map<?, ?> && ours instanceof Map<?, ?>
                        ? of(ours).over(of(theirs)).values
                        : ours));
    return new Facts(all);
  }

  private static String asText(Object value) {
    String text;
    if (value instanceof BigDecimal number) {
      text = number.toPlainString();
    } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      text = value.toString().strip();
    } else {
      return null;
    }
    return text.isEmpty() ? null : text;
  }
}
