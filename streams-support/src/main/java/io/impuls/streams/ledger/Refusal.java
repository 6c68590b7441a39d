package io.impuls.streams.ledger;

import io.impuls.contracts.Ids;
import io.impuls.contracts.event.RejectedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Tells of a record that cannot be used, with all that is needed to repair and replay it. */
final class Refusal {

  /** Bytes of the record that are kept. */
  private static final int KEPT_BYTES = 256 << 10;

  /** Workspace of ids made for records that name none. */
  private static final UUID NOBODY = new UUID(0, 0);

  private Refusal() {}

  /** Gives the refusal; its id follows from the place in the log, so it is the same each time. */
  static RejectedEvent of(Incoming.Unusable why, String key, long timestamp, RecordMetadata place) {
    UUID workspace = workspace(key);
    UUID id =
        Ids.derived(
            workspace == null ? NOBODY : workspace,
            "rejected",
            place.topic(),
            Integer.toString(place.partition()),
            Long.toString(place.offset()));
    byte[] value = why.value();
    return new RejectedEvent(
        workspace,
        id,
        why.reason(),
        null,
        why.detail() + " (partition " + place.partition() + ", offset " + place.offset() + ")",
        place.topic(),
        -1,
        null,
        Instant.ofEpochMilli(timestamp),
        value == null
            ? null
            : new String(value, 0, Math.min(value.length, KEPT_BYTES), StandardCharsets.UTF_8));
  }

  private static UUID workspace(String key) {
    try {
      return key == null ? null : UUID.fromString(key.substring(0, key.indexOf('|')));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }
}
