package io.impuls.tracking.resolver.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Staged rows read like a store in which they were put. */
class StagedTest {

  @Property(tries = 200)
  void readsWhatWillBe(
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 9) Integer> stored,
      @ForAll @Size(max = 12) List<@IntRange(min = -10, max = 9) Integer> changes,
      @ForAll @IntRange(min = 0, max = 9) int from,
      @ForAll @IntRange(min = 0, max = 9) int to) {
    KeyValueStore<byte[], byte[]> store = store();
    TreeMap<Integer, Integer> expected = new TreeMap<>();
    for (int key : stored) {
      store.put(bytes(key), bytes(1));
      expected.put(key, 1);
    }
    Staged staged = new Staged(store);
    for (int change : changes) {
      if (change < 0) {
        staged.delete(bytes(-change - 1));
        expected.remove(-change - 1);
      } else {
        staged.put(bytes(change), bytes(2));
        expected.put(change, 2);
      }
    }
    TreeMap<Integer, Integer> within =
        from > to ? new TreeMap<>() : new TreeMap<>(expected.subMap(from, true, to, true));

    assertThat(rows(staged.range(bytes(from), bytes(to)))).isEqualTo(texts(within));
    List<String> backwards = new ArrayList<>(texts(within));
    Collections.reverse(backwards);
    assertThat(rows(staged.reverseRange(bytes(from), bytes(to)))).isEqualTo(backwards);
    byte[] one = staged.get(bytes(from));
    assertThat(one == null ? null : (int) one[0]).isEqualTo(expected.get(from));

    assertThat(rows(store.all())).isEqualTo(texts(initial(stored)));
    staged.apply();
    assertThat(rows(store.all())).isEqualTo(texts(expected));
  }

  private static TreeMap<Integer, Integer> initial(List<Integer> stored) {
    TreeMap<Integer, Integer> rows = new TreeMap<>();
    stored.forEach(key -> rows.put(key, 1));
    return rows;
  }

  private static List<String> texts(TreeMap<Integer, Integer> rows) {
    return rows.entrySet().stream().map(row -> row.getKey() + "=" + row.getValue()).toList();
  }

  private static List<String> rows(KeyValueIterator<byte[], byte[]> iterator) {
    List<String> found = new ArrayList<>();
    try (iterator) {
      while (iterator.hasNext()) {
        KeyValue<byte[], byte[]> row = iterator.next();
        found.add(row.key[0] + "=" + row.value[0]);
      }
    }
    return found;
  }

  private static byte[] bytes(int value) {
    return new byte[] {(byte) value};
  }

  private static KeyValueStore<byte[], byte[]> store() {
    KeyValueStore<byte[], byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("rows"), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
