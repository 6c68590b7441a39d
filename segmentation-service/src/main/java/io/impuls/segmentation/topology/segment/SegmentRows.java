package io.impuls.segmentation.topology.segment;

import io.impuls.contracts.Ids;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.segment.Membership;
import io.impuls.streams.ledger.LedgerKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The rows of segments.
 *
 * <ul>
 *   <li>{@link #MEMBERSHIPS}: one row per person and segment that ever touched them, with the
 *       newest {@link Membership#MOST} transitions, so some 20 KB at most; and one of 8 bytes per
 *       person and identity that says since when they are known. Key: workspace, person (32 bytes),
 *       the segment's id or {@code ~} and the identity.
 *   <li>{@link #MEMBERS}: one row per segment and member, in the order of persons, and one with
 *       their number. Key: workspace (16 bytes), the segment's id, a byte 0, person (16 bytes); the
 *       number has a byte 1 and no person. Value: since when, or the number.
 * </ul>
 */
final class SegmentRows {

  /** What became of each person. */
  static final String MEMBERSHIPS = "memberships";

  /** Who is a member. */
  static final String MEMBERS = "members";

  private static final int ID_BYTES = 16;
  private static final byte MEMBER = 0;
  private static final byte NUMBER = 1;
  private static final String KNOWN = "~";
  private static final int LONGEST_KEY = LedgerKeys.PERSON_BYTES + 256;

  private SegmentRows() {}

  /** Somebody in a list. */
  record Row(UUID person, Instant since) {}

  static byte[] membership(PersonKey person, String segment) {
    byte[] id = segment.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(LedgerKeys.PERSON_BYTES + id.length)
        .put(LedgerKeys.person(person))
        .put(id)
        .array();
  }

  static byte[] known(PersonKey person, UUID original) {
    return membership(person, KNOWN + original);
  }

  static byte[] member(PersonKey person, String segment) {
    byte[] prefix = prefix(person.workspace(), segment, MEMBER);
    return ByteBuffer.allocate(prefix.length + ID_BYTES)
        .put(prefix)
        .putLong(person.person().getMostSignificantBits())
        .putLong(person.person().getLeastSignificantBits())
        .array();
  }

  static byte[] number(UUID workspace, String segment) {
    return prefix(workspace, segment, NUMBER);
  }

  static byte[] write(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /** Gives 0 for no row. */
  static long read(byte[] row) {
    return row == null ? 0 : ByteBuffer.wrap(row).getLong();
  }

  static Optional<Instant> time(byte[] row) {
    return Optional.ofNullable(row).map(bytes -> Instant.ofEpochMilli(read(bytes)));
  }

  /** Gives all memberships of a person by the segments' ids, also those that are over. */
  static SortedMap<String, Membership> all(
      ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    SortedMap<String, Membership> found = new TreeMap<>();
    for (KeyValue<byte[], byte[]> row : rows(store, person)) {
      String id = id(row.key);
      if (!id.startsWith(KNOWN)) {
        found.put(id, MembershipCodec.read(row.value));
      }
    }
    return found;
  }

  /** Gives the keys of everything that is kept of a person. */
  static List<byte[]> keys(ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    return rows(store, person).stream().map(row -> row.key).toList();
  }

  private static List<KeyValue<byte[], byte[]>> rows(
      ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    byte[] first = LedgerKeys.person(person);
    List<KeyValue<byte[], byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(first, LedgerKeys.end(first, LONGEST_KEY))) {
      rows.forEachRemaining(found::add);
    }
    return found;
  }

  /**
   * Gives members in the order of their ids. Of each part as many are read as are asked for.
   *
   * @param parts the partitions of the store, each in the order of its keys
   * @param after only those behind this one; null for the first
   */
  static List<Row> members(
      List<ReadOnlyKeyValueStore<byte[], byte[]>> parts,
      UUID workspace,
      String segment,
      UUID after,
      int limit) {
    List<Row> found = new ArrayList<>();
    parts.forEach(part -> read(part, workspace, segment, after, limit, found));
    found.sort((a, b) -> Ids.compareUnsigned(a.person(), b.person()));
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  private static void read(
      ReadOnlyKeyValueStore<byte[], byte[]> part,
      UUID workspace,
      String segment,
      UUID after,
      int limit,
      List<Row> found) {
    byte[] prefix = prefix(workspace, segment, MEMBER);
    byte[] first =
        after == null ? prefix : behind(member(new PersonKey(workspace, after), segment));
    int left = limit;
    try (KeyValueIterator<byte[], byte[]> rows =
        part.range(first, LedgerKeys.end(prefix, prefix.length + ID_BYTES))) {
      while (left > 0 && rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        ByteBuffer person = ByteBuffer.wrap(row.key).position(prefix.length);
        found.add(
            new Row(
                new UUID(person.getLong(), person.getLong()),
                Instant.ofEpochMilli(read(row.value))));
        left--;
      }
    }
  }

  private static byte[] behind(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  private static String id(byte[] key) {
    return new String(
        key, LedgerKeys.PERSON_BYTES, key.length - LedgerKeys.PERSON_BYTES, StandardCharsets.UTF_8);
  }

  private static byte[] prefix(UUID workspace, String segment, byte kind) {
    byte[] id = segment.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(ID_BYTES + id.length + 1)
        .putLong(workspace.getMostSignificantBits())
        .putLong(workspace.getLeastSignificantBits())
        .put(id)
        .put(kind)
        .array();
  }
}
