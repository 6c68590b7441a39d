package io.impuls.demo.history;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.impuls.demo.recording.RefusedException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * Which column is which field of an event, as it is written in YAML.
 *
 * @param separator between fields; a comma unless said otherwise
 * @param groupBy column whose equal values on lines one after another make one event; null for an
 *     event a line
 * @param type what happened
 * @param timestamp when it happened
 * @param event fields of the event, each a text with columns in it; may nest
 * @param anonymous fields for events that name nobody by {@code userId}, {@code email} or {@code
 *     phone}
 * @param product fields of the product that a line is about; null when it is about none
 */
record Mapping(
    String separator,
    String groupBy,
    Type type,
    Time timestamp,
    Map<String, Object> event,
    Map<String, Object> anonymous,
    Map<String, Object> product) {

  /**
   * What happened.
   *
   * @param column column that tells; null where all lines are alike
   * @param cases beginning of the column's text to type
   * @param otherwise type of all others
   */
  record Type(String column, Map<String, String> cases, String otherwise) {
    Type {
      cases = cases == null ? Map.of() : Map.copyOf(cases);
    }
  }

  /**
   * When it happened.
   *
   * @param column column with the time
   * @param format pattern of {@link DateTimeFormatter}; null for ISO 8601
   * @param zone zone of times that name none; null for UTC
   */
  record Time(String column, String format, String zone) {}

  Mapping {
    separator = separator == null ? "," : separator;
    event = event == null ? Map.of() : event;
    anonymous = anonymous == null ? Map.of() : anonymous;
    if (type == null || type.otherwise() == null) {
      throw new RefusedException("the mapping needs 'type: {otherwise: order.placed}'");
    }
    if (timestamp == null || timestamp.column() == null) {
      throw new RefusedException("the mapping needs 'timestamp: {column: ...}'");
    }
    if (separator.length() != 1) {
      throw new RefusedException("the mapping's separator must be one character");
    }
  }

  /** Reads a mapping. */
  static Mapping read(String yaml) {
    try {
      return YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(yaml, Mapping.class);
    } catch (JacksonException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RefusedException refused) {
        throw refused;
      }
      throw new RefusedException("the mapping cannot be read: " + e.getOriginalMessage());
    }
  }

  /** Gives the form of its times. */
  DateTimeFormatter format() {
    try {
      return timestamp.format() == null
          ? DateTimeFormatter.ISO_DATE_TIME
          : DateTimeFormatter.ofPattern(timestamp.format(), Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new RefusedException("the mapping's time format is none: " + e.getMessage());
    }
  }

  /** Gives the zone of times that name none. */
  ZoneId zone() {
    try {
      return timestamp.zone() == null ? ZoneId.of("UTC") : ZoneId.of(timestamp.zone());
    } catch (DateTimeException e) {
      throw new RefusedException("the mapping's zone is none: " + timestamp.zone());
    }
  }
}
