package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Keys of the rows of a device. All begin with 16 bytes that name the device (of any length) within
 * its workspace; times follow in an order that bytes share.
 */
final class DeviceKeys {

  private static final int DEVICE_BYTES = 16;
  private static final byte PAST = 0;
  private static final byte BINDING = 1;
  private static final byte END_OF_BINDINGS = 2;
  private static final byte FLOOD = 18;
  private static final byte SAID = 19;
  private static final byte HEAD = 20;
  private static final byte CLIENT = 21;
  private static final byte BROWSER = 22;
  private static final byte OUTSIDE_VISITS = 23;
  private static final int ROW_BYTES = DEVICE_BYTES + 1 + Long.BYTES + 16;

  private final UUID device;

  DeviceKeys(UUID workspace, Identifier device) {
    this.device = Ids.derived(workspace, "device", device.toString());
  }

  UUID device() {
    return device;
  }

  /** Before every row of the device. */
  byte[] first() {
    return putId(ByteBuffer.allocate(DEVICE_BYTES), device).array();
  }

  /** Behind every other row of the device. */
  byte[] head() {
    return head(DEVICE_BYTES + 1, HEAD).array();
  }

  byte[] flood() {
    return head(DEVICE_BYTES + 1, FLOOD).array();
  }

  byte[] said() {
    return head(DEVICE_BYTES + 1, SAID).array();
  }

  byte[] past() {
    return head(DEVICE_BYTES + 1, PAST).array();
  }

  byte[] outsideVisits() {
    return head(DEVICE_BYTES + 1, OUTSIDE_VISITS).array();
  }

  byte[] client(UUID id) {
    return putId(head(2 * DEVICE_BYTES + 1, CLIENT), id).array();
  }

  byte[] browser(UUID id) {
    return putId(head(2 * DEVICE_BYTES + 1, BROWSER), id).array();
  }

  byte[] seen(UUID eventId) {
    return putId(putId(ByteBuffer.allocate(2 * DEVICE_BYTES), device), eventId).array();
  }

  byte[] binding(Instant occurredAt, UUID eventId) {
    return row(BINDING, occurredAt, eventId);
  }

  byte[] firstBinding() {
    return head(DEVICE_BYTES + 1, BINDING).array();
  }

  /** Behind the last binding. */
  byte[] endOfBindings() {
    return head(DEVICE_BYTES + 1, END_OF_BINDINGS).array();
  }

  static Instant time(byte[] row) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(row).getLong(DEVICE_BYTES + 1) ^ Long.MIN_VALUE);
  }

  static UUID id(byte[] row) {
    ByteBuffer bytes = ByteBuffer.wrap(row).position(DEVICE_BYTES + 1 + Long.BYTES);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Gives the key of something else that is remembered of the device. */
  byte[] row(byte kind, Instant at, UUID id) {
    return putId(putTime(head(ROW_BYTES, kind), at), id).array();
  }

  /** Behind every row of a kind that stands before an instant. */
  byte[] rowsBefore(byte kind, Instant instant) {
    return putTime(head(DEVICE_BYTES + 1 + Long.BYTES, kind), instant).array();
  }

  /** Before every row of a kind. */
  byte[] rows(byte kind) {
    return head(DEVICE_BYTES + 1, kind).array();
  }

  private ByteBuffer head(int length, byte kind) {
    return putId(ByteBuffer.allocate(length), device).put(kind);
  }

  /** The sign is turned, so that unsigned order is the order of time. */
  private static ByteBuffer putTime(ByteBuffer bytes, Instant at) {
    return bytes.putLong(at.toEpochMilli() ^ Long.MIN_VALUE);
  }

  private static ByteBuffer putId(ByteBuffer bytes, UUID id) {
    return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }
}
