package io.impuls.streams.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StagedStoreTest {

  private final KeyValueStore<byte[], byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("rows"), Serdes.ByteArray(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private StagedStore staged;

  @BeforeEach
  void fill() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
    for (String key : List.of("b", "d", "f")) {
      store.put(bytes(key), bytes("old"));
    }
    staged = new StagedStore(store);
  }

  @Test
  void aStepSeesItsOwnRowsInOrder() {
    staged.put(bytes("a"), bytes("new"));
    staged.put(bytes("d"), bytes("new"));
    staged.put(bytes("e"), bytes("new"));
    staged.delete(bytes("f"));
    staged.delete(bytes("g"));

    assertThat(rows(staged.range(bytes("a"), bytes("z"))))
        .containsExactly("a=new", "b=old", "d=new", "e=new");
    assertThat(rows(staged.range(bytes("b"), bytes("d")))).containsExactly("b=old", "d=new");
    assertThat(rows(staged.range(bytes("c"), null))).containsExactly("d=new", "e=new");
    assertThat(staged.get(bytes("f"))).isNull();
    assertThat(staged.get(bytes("b"))).isEqualTo(bytes("old"));
  }

  @Test
  void nothingReachesTheStoreBeforeItIsWritten() {
    staged.put(bytes("a"), bytes("new"));
    staged.delete(bytes("b"));
    assertThat(rows(store.all())).containsExactly("b=old", "d=old", "f=old");

    staged.write();

    assertThat(rows(store.all())).containsExactly("a=new", "d=old", "f=old");
  }

  @Test
  void whatIsDiscardedNeverHappened() {
    staged.put(bytes("a"), bytes("new"));
    staged.discard();
    staged.write();

    assertThat(rows(staged.all())).containsExactly("b=old", "d=old", "f=old");
  }

  private static List<String> rows(KeyValueIterator<byte[], byte[]> found) {
    List<String> rows = new ArrayList<>();
    try (found) {
      while (found.hasNext()) {
        byte[] peeked = found.peekNextKey();
        KeyValue<byte[], byte[]> row = found.next();
        assertThat(row.key).isEqualTo(peeked);
        rows.add(text(row.key) + "=" + text(row.value));
      }
    }
    return rows;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
