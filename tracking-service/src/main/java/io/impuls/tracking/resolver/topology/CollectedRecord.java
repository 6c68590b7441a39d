package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record of {@code tracking.collected}, read or found unreadable. */
sealed interface CollectedRecord {

  /** An event that can be resolved. */
  record Readable(Event event) implements CollectedRecord {}

  /** No such event, or not to be taken for one. */
  record Unreadable(RejectionReason reason, String detail) implements CollectedRecord {}

  /** The id of an event that came before, with another content: the first is kept (3.2). */
  Unreadable CONFLICT =
      new Unreadable(
          RejectionReason.CONFLICT_OF_CONTENT,
          "an event with this id came before and counts; give every event an id of its own");

  /** Before this no event can be; a writer that says so is broken. */
  Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  /** How far a writer's clock may be ahead of the record's time. */
  Duration AHEAD = Duration.ofHours(1);

  /** Bytes of an unreadable record that are kept. */
  int KEPT_PAYLOAD = 256 << 10;

  /** Workspace of ids made for records that name none. */
  UUID NOBODY = new UUID(0, 0);

  static CollectedRecord read(byte[] value) {
    if (value == null) {
      return unreadable("the record is empty");
    }
    Event event;
    try {
      event = Topics.COLLECTED.serde().deserialize(Topics.COLLECTED.name(), value);
    } catch (SerializationException e) {
      return unreadable("the record is not an event");
    }
    if (event == null) {
      return unreadable("the record is empty");
    }
    if (event.identity().intakeKey().isEmpty()) {
      return new Unreadable(RejectionReason.NO_IDENTITY, "the event names nobody");
    }
    if (event.occurredAt().isBefore(EARLIEST)
        || event.occurredAt().isAfter(event.receivedAt().plus(AHEAD))) {
      return new Unreadable(RejectionReason.INVALID_TIME, "the event's times cannot be");
    }
    return new Readable(event);
  }

  /** Gives the record of a refusal; its id follows from the place in the log. */
  static RejectedEvent rejected(
      Unreadable why, String key, byte[] value, long timestamp, RecordMetadata place) {
    UUID workspace = workspace(key);
    UUID id = id(workspace == null ? NOBODY : workspace, place);
    return new RejectedEvent(
        workspace,
        id,
        why.reason(),
        null,
        why.detail(),
        place.topic(),
        -1,
        null,
        Instant.ofEpochMilli(timestamp),
        value == null
            ? null
            : new String(value, 0, Math.min(value.length, KEPT_PAYLOAD), StandardCharsets.UTF_8));
  }

  /**
   * Gives the record that something came of whom who forbade it: when and from where, and nothing
   * of what it was.
   */
  static RejectedEvent withheld(Event event, RecordMetadata place) {
    return new RejectedEvent(
        event.workspace(),
        id(event.workspace(), place),
        RejectionReason.NO_CONSENT,
        "/consent",
        "the person does not allow it: nothing of the event is kept",
        Topics.COLLECTED.name(),
        -1,
        null,
        event.receivedAt(),
        null,
        event.source().id(),
        null);
  }

  private static UUID id(UUID workspace, RecordMetadata place) {
    return Ids.derived(
        workspace,
        "rejected",
        place.topic(),
        Integer.toString(place.partition()),
        Long.toString(place.offset()));
  }

  private static UUID workspace(String key) {
    try {
      return key == null ? null : UUID.fromString(key.substring(0, key.indexOf('|')));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static Unreadable unreadable(String detail) {
    return new Unreadable(RejectionReason.UNREADABLE_RECORD, detail);
  }
}
