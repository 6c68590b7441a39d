package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Amounts;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.Refusal;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.domain.Texts;
import io.impuls.tracking.collector.json.SliceReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of one event, all texts; an empty one is absent.
 *
 * @param values by the protocol's keys
 */
record TrackerFields(Map<String, String> values) {

  /** Reads one event of a batch. */
  static TrackerFields ofJson(byte[] body, Slice slice, Limits limits) throws RefusedException {
    // encoded events and entities are one text each, bounded again when they are decoded
    Limits wide =
        new Limits(
            limits.eventBytes(),
            limits.values(),
            limits.depth(),
            limits.eventBytes(),
            limits.idLength());
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, Object> field : SliceReader.map(body, slice, wide).entrySet()) {
      Object value = field.getValue();
      if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
        throw refused(RejectionReason.SCHEMA_VIOLATION, field.getKey(), "must be a text");
      }
      values.put(
          field.getKey(),
          value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }
    return new TrackerFields(values);
  }

  /** Gives the first of these that is not empty; null without one. */
  String text(String... keys) {
    for (String key : keys) {
      String value = values.get(key);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  /** Gives a field that must be there. */
  String required(String key, String detail) throws RefusedException {
    String value = text(key);
    if (value == null) {
      throw refused(RejectionReason.PROTOCOL_VIOLATION, key, detail);
    }
    return value;
  }

  /** Gives an id; null where it is absent, names nobody, or is all zeros. */
  String id(String... keys) throws RefusedException {
    String value = text(keys);
    if (value == null || value.chars().allMatch(c -> c == '0' || c == '-')) {
      return null;
    }
    if (value.length() > Limits.ID_LENGTH || !Texts.isClean(value)) {
      throw refused(
          RejectionReason.PROTOCOL_VIOLATION,
          keys[0],
          "must be one line of at most %d characters".formatted(Limits.ID_LENGTH));
    }
    return value;
  }

  /** Gives a number; null where it is absent. */
  BigDecimal number(String key) throws RefusedException {
    String value = text(key);
    if (value == null) {
      return null;
    }
    BigDecimal number = Amounts.of(value);
    if (number == null) {
      throw refused(RejectionReason.PROTOCOL_VIOLATION, key, "must be a number");
    }
    return number;
  }

  /** Gives a time in milliseconds of the epoch; null where it is absent. */
  Instant millis(String key) throws RefusedException {
    String value = text(key);
    if (value == null) {
      return null;
    }
    if (!value.matches("[0-9]{1,15}")) {
      throw refused(
          RejectionReason.PROTOCOL_VIOLATION, key, "must be milliseconds since the year 1970");
    }
    return Instant.ofEpochMilli(Long.parseLong(value));
  }

  static RefusedException refused(RejectionReason reason, String key, String detail) {
    return new RefusedException(new Refusal(reason, "/" + key, detail));
  }
}
