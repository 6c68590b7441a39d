package io.impuls.tracking.resolver.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * How many events of a source were new, came again, or came again with another content. Counted in
 * the transaction of the event, so that they are exact across restarts. Keys are text: {@code
 * <workspace>|<source>|<kind>}.
 */
public final class Counters {

  /** What is counted. */
  public enum Kind {
    ACCEPTED,
    DUPLICATES,
    CONFLICTS
  }

  private Counters() {}

  /**
   * The counts of one source.
   *
   * @param accepted events that were new
   * @param duplicates events that came again and changed nothing, conflicts among them
   * @param conflicts those of the duplicates that had another content; the first was kept
   */
  public record Counts(long accepted, long duplicates, long conflicts) {

    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** Gives the sum of both. */
    public Counts plus(Counts other) {
      return new Counts(
          accepted + other.accepted, duplicates + other.duplicates, conflicts + other.conflicts);
    }

    private Counts plus(Kind kind, long count) {
      return switch (kind) {
        case ACCEPTED -> new Counts(accepted + count, duplicates, conflicts);
        case DUPLICATES -> new Counts(accepted, duplicates + count, conflicts);
        case CONFLICTS -> new Counts(accepted, duplicates, conflicts + count);
      };
    }
  }

  static void count(KeyValueStore<byte[], byte[]> store, UUID workspace, String source, Kind kind) {
    byte[] key = bytes(workspace + "|" + source + "|" + kind);
    byte[] before = store.get(key);
    long count = before == null ? 0 : ByteBuffer.wrap(before).getLong();
    store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(count + 1).array());
  }

  /** Gives the counts of a workspace by source, summed over the partitions of {@code store}. */
  public static Map<String, Counts> read(
      ReadOnlyKeyValueStore<byte[], byte[]> store, UUID workspace) {
    Map<String, Counts> found = new TreeMap<>();
    try (KeyValueIterator<byte[], byte[]> rows =
        store.range(bytes(workspace + "|"), bytes(workspace + "}"))) {
      while (rows.hasNext()) {
        KeyValue<byte[], byte[]> row = rows.next();
        String key = new String(row.key, StandardCharsets.UTF_8);
        int from = key.indexOf('|') + 1;
        int to = key.lastIndexOf('|');
        Kind kind = Kind.valueOf(key.substring(to + 1));
        long count = ByteBuffer.wrap(row.value).getLong();
        found.merge(key.substring(from, to), Counts.NONE.plus(kind, count), Counts::plus);
      }
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
