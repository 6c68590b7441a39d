package io.impuls.tracking.collector.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values of one event from a parser, counting what it reads against the limits. The parser
 * always stands on the value in hand; a JSON pointer names it in refusals.
 */
public final class BoundedReader {

  /** Digits of a number, before or after the point: more is no amount, but an attack. */
  private static final int DIGITS = 40;

  /** Digits of a whole number that always fit into a long. */
  private static final int LONG_DIGITS = 18;

  private final JsonParser parser;
  private final Limits limits;
  private int values;

  BoundedReader(JsonParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** Moves to the next field of the object in hand; null at its end. */
  public String nextField(String pointer) throws IOException, RefusedException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_OBJECT) {
      return null;
    }
    String name = parser.currentName();
    if (name.length() > limits.idLength()) {
      throw refused(RejectionReason.TOO_LARGE, pointer, "a field name is too long");
    }
    if (!Texts.isClean(name)) {
      throw refused(
          RejectionReason.INVALID_FIELD, pointer, "a field name holds control characters");
    }
    parser.nextToken();
    count(pointer);
    return name;
  }

  /** Requires an object (true) or its absence (null: false). */
  public boolean object(String pointer) throws IOException, RefusedException {
    return container(pointer, JsonToken.START_OBJECT, "must be an object");
  }

  /** Requires a list (true) or its absence (null: false). */
  public boolean list(String pointer) throws IOException, RefusedException {
    return container(pointer, JsonToken.START_ARRAY, "must be a list");
  }

  /** Moves to the next element of the list in hand; false at its end. */
  public boolean nextElement(String pointer) throws IOException, RefusedException {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return false;
    }
    count(pointer);
    return true;
  }

  /** Reads a text; null where it is null or empty. */
  public String text(String pointer) throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING) {
      throw refused(RejectionReason.INVALID_FIELD, pointer, "must be a text");
    }
    if (parser.getTextLength() > limits.textLength()) {
      throw refused(
          RejectionReason.TOO_LARGE,
          pointer,
          "must not be longer than %d characters".formatted(limits.textLength()));
    }
    String text = Texts.cleaned(parser.getText());
    return text.isEmpty() ? null : text;
  }

  /** Reads an id: a short text without control characters, or a whole number taken as text. */
  public String id(String pointer) throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw refused(RejectionReason.INVALID_FIELD, pointer, "must be a text or a whole number");
    }
    if (parser.getTextLength() > limits.idLength()) {
      throw refused(
          RejectionReason.TOO_LARGE,
          pointer,
          "must not be longer than %d characters".formatted(limits.idLength()));
    }
    String id = parser.getText();
    if (!Texts.isClean(id)) {
      throw refused(RejectionReason.INVALID_FIELD, pointer, "must not hold control characters");
    }
    String trimmed = id.strip();
    return trimmed.isEmpty() ? null : trimmed;
  }

  /** Reads a number; null where it is null. */
  public BigDecimal number(String pointer) throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isNumeric()) {
      throw refused(RejectionReason.INVALID_FIELD, pointer, "must be a number");
    }
    BigDecimal number = parser.getDecimalValue();
    if (number.precision() > DIGITS || Math.abs(number.scale()) > DIGITS) {
      throw refused(RejectionReason.INVALID_FIELD, pointer, "must not have more than 40 digits");
    }
    return number;
  }

  /** Reads a truth value; null where it is null. */
  public Boolean truth(String pointer) throws RefusedException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> throw refused(RejectionReason.INVALID_FIELD, pointer, "must be true or false");
    };
  }

  /** Reads an object of any shape, without nulls; empty where it is null. */
  public Map<String, Object> map(String pointer) throws IOException, RefusedException {
    return object(pointer) ? content(pointer, 2) : Map.of();
  }

  /** Reads the value in hand, whatever it is; null where it is null. */
  public Object value(String pointer, int depth) throws IOException, RefusedException {
    if (depth > limits.depth()) {
      throw refused(
          RejectionReason.TOO_LARGE,
          pointer,
          "must not nest deeper than %d levels".formatted(limits.depth()));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> content(pointer, depth + 1);
      case START_ARRAY -> elements(pointer, depth + 1);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> shortest(number(pointer));
      default -> {
        String text = text(pointer);
        yield text == null ? "" : text;
      }
    };
  }

  public RefusedException refused(RejectionReason reason, String pointer, String detail) {
    return new RefusedException(new Refusal(reason, pointer, detail));
  }

  /** Gives the JSON pointer of a field of the object at {@code pointer}. */
  public static String at(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private Map<String, Object> content(String pointer, int depth)
      throws IOException, RefusedException {
    Map<String, Object> content = new LinkedHashMap<>();
    for (String name = nextField(pointer); name != null; name = nextField(pointer)) {
      Object value = depth <= limits.depth() ? plain() : null;
      if (value == null) {
        value = value(at(pointer, name), depth);
      }
      if (value != null && content.put(name, value) != null) {
        throw refused(RejectionReason.INVALID_FIELD, at(pointer, name), "was given twice");
      }
    }
    return content;
  }

  /** Reads a value that cannot be refused, as nearly all are, and so needs no name; else null. */
  private Object plain() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING ->
          parser.getTextLength() <= limits.textLength() ? Texts.cleaned(parser.getText()) : null;
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT ->
          parser.getTextLength() <= LONG_DIGITS ? (Object) parser.getLongValue() : null;
      default -> null;
    };
  }

  private List<Object> elements(String pointer, int depth) throws IOException, RefusedException {
    List<Object> elements = new ArrayList<>();
    while (nextElement(pointer)) {
      Object value = value(pointer + "/" + elements.size(), depth);
      if (value != null) {
        elements.add(value);
      }
    }
    return elements;
  }

  private static Object shortest(BigDecimal number) {
    if (number.scale() <= 0 && number.precision() - number.scale() <= LONG_DIGITS) {
      return number.longValueExact();
    }
    return number;
  }

  private boolean container(String pointer, JsonToken start, String detail)
      throws RefusedException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    if (parser.currentToken() != start) {
      throw refused(RejectionReason.INVALID_FIELD, pointer, detail);
    }
    return true;
  }

  private void count(String pointer) throws RefusedException {
    if (++values > limits.values()) {
      throw refused(
          RejectionReason.TOO_LARGE,
          pointer,
          "the event must not have more than %d values".formatted(limits.values()));
    }
  }
}
