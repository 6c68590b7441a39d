package io.impuls.tracking.collector.snowplow;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Limits;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.domain.Slice;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.Facts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** JSON inside a field: as it is, or in base64 of either alphabet, with padding or without. */
final class EncodedJson {

  private static final String UNSTRUCTURED = "unstruct_event";
  private static final String CONTEXTS = "contexts";

  private final TrackerFields fields;
  private final Limits limits;

  EncodedJson(TrackerFields fields, Limits limits) {
    this.fields = fields;
    this.limits = limits;
  }

  /** Gives the self-describing event. */
  SelfDescribing event() throws RefusedException {
    String key = fields.text("ue_px") != null ? "ue_px" : "ue_pr";
    Facts outer = content(key, "ue_px");
    if (outer == null) {
      throw TrackerFields.refused(
          RejectionReason.PROTOCOL_VIOLATION, key, "a self-describing event must have its data");
    }
    ofSchema(outer, UNSTRUCTURED, key);
    return SelfDescribing.of(outer.facts("data"), key);
  }

  /** Gives the entities that are attached to the event, in order. */
  List<SelfDescribing> entities() throws RefusedException {
    String key = fields.text("cx") != null ? "cx" : "co";
    Facts outer = content(key, "cx");
    if (outer == null) {
      return List.of();
    }
    ofSchema(outer, CONTEXTS, key);
    List<SelfDescribing> entities = new ArrayList<>();
    for (Facts entity : outer.list("data")) {
      entities.add(SelfDescribing.of(entity, key));
    }
    return entities;
  }

  private static void ofSchema(Facts outer, String schema, String key) throws RefusedException {
    String said = outer.text("schema");
    if (said == null || !said.contains("/" + schema + "/")) {
      throw TrackerFields.refused(
          RejectionReason.SCHEMA_VIOLATION, key, "the outer schema must be that of " + schema);
    }
  }

  private Facts content(String key, String encodedKey) throws RefusedException {
    String sent = fields.text(key);
    if (sent == null) {
      return null;
    }
    byte[] json =
        key.equals(encodedKey) ? decoded(sent, key) : sent.getBytes(StandardCharsets.UTF_8);
    try {
      return new Facts(SliceReader.map(json, new Slice(0, json.length), limits));
    } catch (RefusedException e) {
      throw TrackerFields.refused(
          e.refusal().reason() == RejectionReason.MALFORMED
              ? RejectionReason.PROTOCOL_VIOLATION
              : e.refusal().reason(),
          key,
          e.refusal().detail());
    }
  }

  private static byte[] decoded(String sent, String key) throws RefusedException {
    // a plus sign that was not escaped in a query has become a blank
    StringBuilder urlSafe = new StringBuilder(sent.length());
    for (int i = 0; i < sent.length(); i++) {
      char c = sent.charAt(i);
      switch (c) {
        case '+', ' ' -> urlSafe.append('-');
        case '/' -> urlSafe.append('_');
        case '=' -> {
          // padding says nothing
        }
        default -> urlSafe.append(c);
      }
    }
    try {
      return Base64.getUrlDecoder().decode(urlSafe.toString());
    } catch (IllegalArgumentException e) {
      throw TrackerFields.refused(RejectionReason.PROTOCOL_VIOLATION, key, "must be base64");
    }
  }
}
