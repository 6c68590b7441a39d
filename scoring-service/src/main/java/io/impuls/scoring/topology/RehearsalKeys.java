package io.impuls.scoring.topology;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Keys of a rehearsal's rows, as bytes whose unsigned order is the total order of one person's
 * events: sort of row (1 byte), person (16), time (8), event (16), and for what is told one more.
 */
final class RehearsalKeys {

  /** What somebody did. */
  static final byte DEED = 'd';

  /** Who turned out to be whom. */
  static final byte TOLD = 't';

  private static final int PERSON_AT = 1;
  private static final int TIME_AT = PERSON_AT + 16;
  private static final int EVENT_AT = TIME_AT + 8;
  private static final int LENGTH = EVENT_AT + 16;

  private RehearsalKeys() {}

  static byte[] deed(UUID person, Instant at, UUID event) {
    return put(LENGTH, DEED, person, at, event).array();
  }

  /** What is passed on has a place beside what the person was told of the same. */
  static byte[] told(UUID person, Instant at, UUID event, boolean passed) {
    return put(LENGTH + 1, TOLD, person, at, event).put((byte) (passed ? 1 : 0)).array();
  }

  /** Gives what all keys of a sort of rows of a person begin with. */
  static byte[] prefix(byte sort, UUID person) {
    return putId(ByteBuffer.allocate(TIME_AT).put(sort), person).array();
  }

  /** Gives the first key that is of no earlier sort and of a later person. */
  static byte[] behind(byte sort, UUID person) {
    ByteBuffer key = ByteBuffer.allocate(LENGTH + 2).put(prefix(sort, person));
    while (key.hasRemaining()) {
      key.put((byte) 0xFF);
    }
    return key.array();
  }

  static UUID person(byte[] key) {
    return id(key, PERSON_AT);
  }

  static Instant time(byte[] key) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong(TIME_AT) ^ Long.MIN_VALUE);
  }

  static UUID event(byte[] key) {
    return id(key, EVENT_AT);
  }

  private static ByteBuffer put(int length, byte sort, UUID person, Instant at, UUID event) {
    ByteBuffer key = putId(ByteBuffer.allocate(length).put(sort), person);
    return putId(key.putLong(at.toEpochMilli() ^ Long.MIN_VALUE), event);
  }

  private static ByteBuffer putId(ByteBuffer key, UUID id) {
    return key.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID id(byte[] key, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
  }
}
