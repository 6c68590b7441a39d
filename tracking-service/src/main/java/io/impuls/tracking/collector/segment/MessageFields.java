package io.impuls.tracking.collector.segment;

import static io.impuls.tracking.collector.json.BoundedReader.at;

import io.impuls.contracts.event.RejectionReason;
import io.impuls.tracking.collector.domain.Draft;
import io.impuls.tracking.collector.domain.IsoTimes;
import io.impuls.tracking.collector.domain.RefusedException;
import io.impuls.tracking.collector.json.BoundedReader;
import io.impuls.tracking.collector.json.SliceReader;
import io.impuls.tracking.collector.protocol.Facts;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of one message, filled while they are read. */
final class MessageFields implements SliceReader.Fields {

  private static final String INTEGRATIONS = "integrations";

  private final BoundedReader in;
  private final Shared shared;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Object> unknown = new LinkedHashMap<>();
  private String type;
  private String id;
  private String anonymousId;
  private String userId;
  private String previousId;
  private String groupId;
  private String event;
  private String name;
  private String category;
  private Instant timestamp;
  private Instant originalTimestamp;
  private Instant sentAt;
  private String writeKey;
  private Facts properties = Facts.NONE;
  private Facts traits = Facts.NONE;
  private Facts context = Facts.NONE;
  private Facts integrations = Facts.NONE;

  MessageFields(BoundedReader in, Shared shared) {
    this.in = in;
    this.shared = shared;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Draft read() throws IOException, RefusedException {
    for (String field = in.nextField(""); field != null; field = in.nextField("")) {
      if (!seen.add(field)) {
        throw in.refused(RejectionReason.INVALID_FIELD, at("", field), "was given twice");
      }
      field(field);
    }
    Facts flags = integrations.over(shared.integrations());
    if (!flags.values().isEmpty()) {
      unknown.put(INTEGRATIONS, flags.values());
    }
    return new MessageDraft(message(), shared.secretKey()).draft();
  }

  private void field(String field) throws IOException, RefusedException {
    String place = at("", field);
    switch (field) {
      case "type" -> type = in.id(place);
      case "messageId" -> id = in.id(place);
      case "anonymousId" -> anonymousId = in.id(place);
      case "userId" -> userId = in.id(place);
      // the spelling of older senders
      case "user_id" -> userId = userId == null ? in.id(place) : userId;
      case "previousId" -> previousId = in.id(place);
      case "groupId" -> groupId = in.id(place);
      case "event" -> event = in.id(place);
      case "name" -> name = in.text(place);
      case "category" -> category = in.text(place);
      case "timestamp" -> timestamp = time(place);
      case "originalTimestamp" -> originalTimestamp = time(place);
      case "sentAt" -> sentAt = IsoTimes.of(String.valueOf(in.value(place, 2))).orElse(null);
      case "properties" -> properties = object(place);
      case "traits" -> traits = object(place);
      case "context" -> context = object(place);
      case INTEGRATIONS -> integrations = object(place);
      case "writeKey" -> writeKey = in.id(place);
      default -> {
        Object value = in.value(place, 2);
        if (value != null) {
          unknown.put(field, value);
        }
      }
    }
  }

  private Message message() throws RefusedException {
    return new Message(
        call(),
        id,
        anonymousId == null ? shared.anonymousId() : anonymousId,
        userId,
        previousId,
        groupId,
        event,
        name,
        category,
        timestamp == null ? originalTimestamp : timestamp,
        sentAt == null ? shared.sentAt() : sentAt,
        properties,
        traits,
        context.over(shared.context()),
        unknown,
        writeKey);
  }

  private Call call() throws RefusedException {
    if (type == null) {
      if (shared.call() == null) {
        throw in.refused(RejectionReason.MISSING_FIELD, "/type", "say which call it is");
      }
      return shared.call();
    }
    Call said =
        Call.named(type)
            .orElseThrow(
                () ->
                    in.refused(
                        RejectionReason.PROTOCOL_VIOLATION,
                        "/type",
                        "must be identify, track, page, screen, group or alias"));
    if (shared.call() != null && shared.call() != said) {
      throw in.refused(RejectionReason.PROTOCOL_VIOLATION, "/type", "differs from the path");
    }
    return said;
  }

  private Instant time(String place) throws IOException, RefusedException {
    Object sent = in.value(place, 2);
    if (sent == null || "".equals(sent)) {
      return null;
    }
    return IsoTimes.of(sent.toString())
        .orElseThrow(
            () ->
                in.refused(
                    RejectionReason.INVALID_TIME,
                    place,
                    "must be a time in ISO 8601, such as 2026-11-22T10:15:30.123Z"));
  }

  /** An empty list is how some languages write an empty object. */
  private Facts object(String place) throws IOException, RefusedException {
    Object value = in.value(place, 1);
    if (value == null || value instanceof List<?> list && list.isEmpty()) {
      return Facts.NONE;
    }
    if (value instanceof Map<?, ?>) {
      return Facts.of(value);
    }
    throw in.refused(RejectionReason.INVALID_FIELD, place, "must be an object");
  }
}
