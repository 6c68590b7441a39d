package io.impuls.segmentation.topology;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.segmentation.domain.TagScore;
import io.impuls.streams.ledger.LedgerKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The rows of the {@link SegmentationTopology#TAGS} store: key = workspace, person (32 bytes) and
 * the tag's key in UTF-8, value = 9 or 10 bytes of {@link TagRow}. A row exists as long as the
 * person has the tag, or when a user ever took something of it away by hand, so the store grows
 * with persons times tags of each, some 50 bytes a row.
 */
final class TagRows {

  /** Longer than any key: a tag's key has at most 300 characters of at most 3 bytes. */
  private static final int LONGEST_KEY = LedgerKeys.PERSON_BYTES + 1_024;

  private TagRows() {}

  static byte[] key(PersonKey person, String tag) {
    byte[] name = tag.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(LedgerKeys.PERSON_BYTES + name.length)
        .put(LedgerKeys.person(person))
        .put(name)
        .array();
  }

  /** Gives the key of the tag of a row. */
  static String tag(byte[] row) {
    return new String(
        row, LedgerKeys.PERSON_BYTES, row.length - LedgerKeys.PERSON_BYTES, StandardCharsets.UTF_8);
  }

  /** Gives all tags that a person has, with their scores, in the order of the keys. */
  static SortedMap<String, TagScore> all(
      ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    SortedMap<String, TagScore> tags = new TreeMap<>();
    rows(store, person)
        .forEach(
            (key, row) -> {
              if (row.score().present()) {
                tags.put(key, row.score());
              }
            });
    return tags;
  }

  /** Gives all rows of a person, also those of tags that are gone. */
  static SortedMap<String, TagRow> rows(
      ReadOnlyKeyValueStore<byte[], byte[]> store, PersonKey person) {
    SortedMap<String, TagRow> tags = new TreeMap<>();
    byte[] first = LedgerKeys.person(person);
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(first, LedgerKeys.end(first, LONGEST_KEY))) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        tags.put(tag(row.key), TagRow.read(row.value));
      }
    }
    return tags;
  }
}
