package io.impuls.demo.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RefusedException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes events of lines, by a mapping. */
final class RowMaker {

  /** Fields that are numbers; every other one is a text. */
  private static final Set<String> NUMBERS = Set.of("price", "quantity", "value");

  private static final Set<String> NAMES = Set.of("userId", "email", "phone");

  private final Mapping mapping;
  private final DateTimeFormatter format;
  private final ZoneId zone;
  private final Map<String, Object> event;
  private final Map<String, Object> anonymous;
  private final Map<String, Object> product;

  /**
   * Makes rows of a file with these columns.
   *
   * @throws RefusedException when the mapping does not fit them
   */
  RowMaker(Mapping mapping, List<String> columns) {
    this.mapping = mapping;
    this.format = mapping.format();
    this.zone = mapping.zone();
    this.event = templates(mapping.event(), columns);
    this.anonymous = templates(mapping.anonymous(), columns);
    this.product = mapping.product() == null ? null : templates(mapping.product(), columns);
    for (String column :
        new String[] {mapping.timestamp().column(), mapping.groupBy(), mapping.type().column()}) {
      if (column != null) {
        Template.of("${" + column + "}", columns);
      }
    }
  }

  /** Gives the value that lines of one event share; null when each line is one. */
  String group(CsvLine line) {
    return mapping.groupBy() == null ? null : line.field(mapping.groupBy());
  }

  /** Makes the event of some lines, of which there is one at least. */
  Row row(long number, List<CsvLine> lines) {
    CsvLine first = lines.get(0);
    try {
      return new Row(number, first.number(), json(lines).toString(), null);
    } catch (DateTimeException | IllegalArgumentException e) {
      return new Row(number, first.number(), null, e.getMessage());
    }
  }

  private ObjectNode json(List<CsvLine> lines) {
    CsvLine first = lines.get(0);
    lines.stream()
        .filter(line -> !line.whole())
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalArgumentException(
                  "line %d has not as many fields as the header".formatted(line.number()));
            });
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("type", type(first));
    json.put("timestamp", time(first.field(mapping.timestamp().column()).strip()).toString());
    fill(json, event, first);
    if (NAMES.stream().noneMatch(json::has)) {
      fill(json, anonymous, first);
    }
    if (product != null) {
      BigDecimal value = BigDecimal.ZERO;
      for (CsvLine line : lines) {
        ObjectNode one = json.withArray("products").addObject();
        fill(one, product, line);
        value =
            value.add(
                one.path("price").decimalValue().multiply(one.path("quantity").decimalValue()));
      }
      if (json.has("order") && !json.get("order").has("value")) {
        ((ObjectNode) json.get("order")).put("value", value);
      }
    }
    return json;
  }

  private String type(CsvLine line) {
    Mapping.Type type = mapping.type();
    String told = type.column() == null ? "" : line.field(type.column());
    return type.cases().entrySet().stream()
        .filter(one -> told.startsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(type.otherwise());
  }

  private Instant time(String text) {
    TemporalAccessor read;
    try {
      read = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the time is none: '%s'".formatted(text), e);
    }
    if (read instanceof OffsetDateTime offset) {
      return offset.toInstant();
    }
    return read instanceof LocalDateTime local
        ? ZonedDateTime.of(local, zone).toInstant()
        : ((LocalDate) read).atStartOfDay(zone).toInstant();
  }

  @SuppressWarnings("unchecked")
  private static void fill(ObjectNode json, Map<String, Object> templates, CsvLine line) {
    templates.forEach(
        (name, content) -> {
          if (content instanceof Template template) {
            put(json, name, template.of(line));
          } else if (content instanceof Map<?, ?> nested) {
            ObjectNode inner = Json.mapper().createObjectNode();
            fill(inner, (Map<String, Object>) nested, line);
            if (!inner.isEmpty()) {
              json.set(name, inner);
            }
          } else {
            json.putPOJO(name, content);
          }
        });
  }

  private static void put(ObjectNode json, String name, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!NUMBERS.contains(name)) {
      json.put(name, text);
      return;
    }
    try {
      json.put(name, new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the %s is no number: '%s'".formatted(name, text), e);
    }
  }

  /** Texts become templates; truth values and numbers stay what they are. */
  private static Map<String, Object> templates(Map<String, Object> fields, List<String> columns) {
    Map<String, Object> found = new LinkedHashMap<>();
    fields.forEach(
        (name, content) -> {
          if (content instanceof Map<?, ?> nested) {
            Map<String, Object> inner = new LinkedHashMap<>();
            nested.forEach((key, value) -> inner.put(String.valueOf(key), value));
            found.put(name, templates(inner, columns));
          } else {
            found.put(name, content instanceof String text ? Template.of(text, columns) : content);
          }
        });
    return found;
  }
}
