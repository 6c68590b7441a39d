package io.impuls.streams.ledger;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.rules.ledger.Match;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** Store keys as bytes whose unsigned order is the order of the things they name. */
public final class LedgerKeys {

  /** Bytes of workspace and person. */
  public static final int PERSON_BYTES = 32;

  private static final int COUNTER_BYTES = 16;
  private static final int TIME_BYTES = 8;
  private static final int ID_BYTES = 16;
  static final int MATCH_BYTES = PERSON_BYTES + COUNTER_BYTES + TIME_BYTES + ID_BYTES;

  private LedgerKeys() {}

  /** Gives the key of a person's head, and the prefix of all their rows. */
  public static byte[] person(PersonKey key) {
    return putId(putId(ByteBuffer.allocate(PERSON_BYTES), key.workspace()), key.person()).array();
  }

  /** Gives the person whose rows start like {@code key}. */
  public static PersonKey person(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new PersonKey(id(bytes), id(bytes));
  }

  static byte[] seen(byte[] person, UUID eventId) {
    return putId(ByteBuffer.allocate(PERSON_BYTES + ID_BYTES).put(person), eventId).array();
  }

  static byte[] match(byte[] person, Match match) {
    ByteBuffer key = ByteBuffer.allocate(MATCH_BYTES).put(person);
    key.put(counter(match.lineage(), match.capValue()));
    putTime(key, match.occurredAt());
    return putId(key, match.eventId()).array();
  }

  /** Gives the first possible key of a counter after {@code instant}. */
  static byte[] after(byte[] person, byte[] counter, Instant instant) {
    ByteBuffer key = ByteBuffer.allocate(MATCH_BYTES).put(person).put(counter);
    return putTime(key, instant.plusMillis(1)).array();
  }

  /** Gives a key behind every row of a counter. */
  static byte[] end(byte[] person, byte[] counter) {
    ByteBuffer key = ByteBuffer.allocate(MATCH_BYTES).put(person).put(counter);
    while (key.hasRemaining()) {
      key.put((byte) 0xFF);
    }
    return key.array();
  }

  /** Gives a key behind every row of a prefix. */
  public static byte[] end(byte[] prefix, int length) {
    ByteBuffer key = ByteBuffer.allocate(length).put(prefix);
    while (key.hasRemaining()) {
      key.put((byte) 0xFF);
    }
    return key.array();
  }

  static Instant time(byte[] matchKey) {
    long flipped = ByteBuffer.wrap(matchKey).getLong(PERSON_BYTES + COUNTER_BYTES);
    return Instant.ofEpochMilli(flipped ^ Long.MIN_VALUE);
  }

  static UUID event(byte[] matchKey) {
    return id(ByteBuffer.wrap(matchKey).position(MATCH_BYTES - ID_BYTES));
  }

  /** Names a counter by 16 bytes of a hash: paths and names have any length, keys should not. */
  static byte[] counter(String lineage, String capValue) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(lineage.getBytes(StandardCharsets.UTF_8));
      if (capValue != null) {
        sha.update((byte) 0);
        sha.update(capValue.getBytes(StandardCharsets.UTF_8));
      }
      return ByteBuffer.allocate(COUNTER_BYTES).put(sha.digest(), 0, COUNTER_BYTES).array();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ByteBuffer putTime(ByteBuffer key, Instant instant) {
    return key.putLong(instant.toEpochMilli() ^ Long.MIN_VALUE);
  }

  private static ByteBuffer putId(ByteBuffer key, UUID id) {
    return key.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID id(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
