package io.impuls.bench.bare;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** One get and one put of 200 bytes for a record, which goes on longer or shorter. */
final class GetPut implements Processor<String, byte[], String, byte[]> {

  private static final int ROW_BYTES = 200;

  private final String storeName;
  private final UnaryOperator<byte[]> output;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> store;

  private GetPut(String storeName, UnaryOperator<byte[]> output) {
    this.storeName = storeName;
    this.output = output;
  }

  /**
   * Makes a step through which records grow.
   *
   * @param storeName its store
   * @param growth bytes by which a record grows: its own first ones, which compress like the rest
   */
  static GetPut growing(String storeName, int growth) {
    return new GetPut(storeName, value -> grown(value, growth));
  }

  /**
   * Makes a step that lets the beginnings of records go on.
   *
   * @param storeName its store
   * @param bytes how long they are
   */
  static GetPut cutting(String storeName, int bytes) {
    return new GetPut(storeName, value -> Arrays.copyOf(value, bytes));
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    store = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    byte[] row = store.get(record.key());
    byte[] next = row == null ? new byte[ROW_BYTES] : row.clone();
    next[0]++;
    store.put(record.key(), next);
    context.forward(record.withValue(output.apply(record.value())));
  }

  private static byte[] grown(byte[] value, int growth) {
    byte[] grown = Arrays.copyOf(value, value.length + growth);
    System.arraycopy(value, 0, grown, value.length, Math.min(growth, value.length));
    return grown;
  }
}
