package io.impuls.demo.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;

/**
 * One event of a recording.
 *
 * @param clientId the sender's id of it; the same on every run, so that a repeat is a duplicate
 * @param at when it happened, in the recording's zone and on the recorded day
 * @param sender who sends it
 * @param body the event as the native protocol has it, without {@code timestamp}
 */
public record RecordedEvent(String clientId, LocalDateTime at, Sender sender, ObjectNode body) {

  public RecordedEvent {
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(body, "body");
  }

  /** Gives what is sent when the event happened at {@code occurredAt}. */
  public ObjectNode sentAs(Instant occurredAt) {
    ObjectNode sent = body.objectNode();
    sent.set("id", body.textNode(clientId));
    sent.set("type", body.get("type"));
    sent.put("timestamp", occurredAt.toString());
    sent.setAll(body);
    return sent;
  }
}
