package io.impuls.bench.bare;

import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** One get and one put of 200 bytes for a record, which goes on with some bytes more. */
final class GetPut implements Processor<String, byte[], String, byte[]> {

  private static final int ROW_BYTES = 200;

  private final String storeName;
  private final int growth;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> store;

  /**
   * Makes the step.
   *
   * @param storeName its store
   * @param growth bytes by which a record grows: its own first ones, which compress like the rest
   */
  GetPut(String storeName, int growth) {
    this.storeName = storeName;
    this.growth = growth;
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
    context.forward(record.withValue(grown(record.value())));
  }

  private byte[] grown(byte[] value) {
    byte[] grown = Arrays.copyOf(value, value.length + growth);
    System.arraycopy(value, 0, grown, value.length, Math.min(growth, value.length));
    return grown;
  }
}
