package io.impuls.segmentation.topology.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.PersonKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

class SegmentRowsTest {

  private static final UUID WORKSPACE = new UUID(0, 7);
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private int read;

  /** Persons 0 to 999, the even ones in one partition and the odd ones in the other. */
  @Test
  void aPageReadsOfEachPartitionNoMoreThanItsLength() {
    List<ReadOnlyKeyValueStore<byte[], byte[]>> parts = List.of(part(0), part(1));

    List<SegmentRows.Row> page = SegmentRows.members(parts, WORKSPACE, "s", person(99), 10);

    assertThat(page)
        .extracting(SegmentRows.Row::person)
        .containsExactlyElementsOf(
            Stream.iterate(100, i -> i + 1).limit(10).map(SegmentRowsTest::person).toList());
    assertThat(page.get(0).since()).isEqualTo(AT);
    assertThat(read).isEqualTo(20);
  }

  @Test
  void allPagesTogetherAreAllMembers() {
    List<ReadOnlyKeyValueStore<byte[], byte[]>> parts = List.of(part(0), part(1));
    List<UUID> all = new ArrayList<>();
    UUID after = null;
    List<SegmentRows.Row> page;
    do {
      page = SegmentRows.members(parts, WORKSPACE, "s", after, 300);
      page.forEach(row -> all.add(row.person()));
      after = all.get(all.size() - 1);
    } while (page.size() == 300);

    assertThat(all)
        .containsExactlyElementsOf(
            Stream.iterate(0, i -> i + 1).limit(1_000).map(SegmentRowsTest::person).toList());
  }

  private Part part(int remainder) {
    NavigableMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = remainder; i < 1_000; i += 2) {
      rows.put(
          SegmentRows.member(new PersonKey(WORKSPACE, person(i)), "s"),
          SegmentRows.write(AT.toEpochMilli()));
      rows.put(SegmentRows.member(new PersonKey(WORKSPACE, person(i)), "s2"), SegmentRows.write(0));
    }
    rows.put(SegmentRows.number(WORKSPACE, "s"), SegmentRows.write(500));
    return new Part(rows);
  }

  private static UUID person(int number) {
    // the upper half begins with a bit that a signed comparison takes for a sign
    return new UUID(number < 500 ? 1 : Long.MIN_VALUE, number);
  }

  /** A partition in memory that counts what is read of it. */
  private final class Part implements ReadOnlyKeyValueStore<byte[], byte[]> {

    private final NavigableMap<byte[], byte[]> rows;

    Part(NavigableMap<byte[], byte[]> rows) {
      this.rows = rows;
    }

    @Override
    public byte[] get(byte[] key) {
      return rows.get(key);
    }

    @Override
    public KeyValueIterator<byte[], byte[]> range(byte[] from, byte[] to) {
      Iterator<Map.Entry<byte[], byte[]>> found =
          rows.subMap(from, true, to, true).entrySet().iterator();
      return new KeyValueIterator<>() {
        @Override
        public boolean hasNext() {
          return found.hasNext();
        }

        @Override
        public KeyValue<byte[], byte[]> next() {
          read++;
          Map.Entry<byte[], byte[]> row = found.next();
          return KeyValue.pair(row.getKey(), row.getValue());
        }

        @Override
        public byte[] peekNextKey() {
          throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public KeyValueIterator<byte[], byte[]> all() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long approximateNumEntries() {
      return rows.size();
    }
  }
}
