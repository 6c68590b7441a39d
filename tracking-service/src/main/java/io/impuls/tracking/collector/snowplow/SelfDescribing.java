package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.protocol.Facts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Data that says by itself what it is.
 *
 * @param schema the schema's address
 * @param vendor who made the schema
 * @param name what it describes
 * @param data what it says
 */
record SelfDescribing(String schema, String vendor, String name, Facts data) {

  private static final Pattern SCHEMA =
      Pattern.compile(
          "iglu:([A-Za-z0-9_.-]{1,128})/([A-Za-z0-9_.-]{1,128})/[A-Za-z0-9_-]{1,64}"
              + "/[0-9]{1,5}-[0-9]{1,5}-[0-9]{1,5}");

  /** Reads one; {@code key} is the field that it came in. */
  static SelfDescribing of(Facts sent, String key) throws RefusedException {
    String schema = sent.text("schema");
    Matcher parts = SCHEMA.matcher(schema == null ? "" : schema);
    if (!parts.matches()) {
      throw TrackerFields.refused(
          RejectionReason.SCHEMA_VIOLATION,
          key,
          "the schema must be iglu:vendor/name/format/1-0-0");
    }
    if (!(sent.values().get("data") instanceof Map<?, ?>)) {
      throw TrackerFields.refused(
          RejectionReason.SCHEMA_VIOLATION, key, "the data of a schema must be an object");
    }
    return new SelfDescribing(schema, parts.group(1), parts.group(2), sent.facts("data"));
  }

  /** Whether it is of one of Snowplow's own schemas by this name. */
  boolean is(String itsName) {
    return name.equals(itsName) && vendor.startsWith("com.snowplowanalytics.");
  }

  /** Gives it as it is kept. */
  Map<String, Object> kept() {
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("schema", schema);
    kept.put("data", data.values());
    return kept;
  }
}
