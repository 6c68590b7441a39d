package io.impuls.bench.bare;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** One get and one put of 200 bytes for a record, which goes on as it came. */
final class GetPut implements Processor<String, byte[], String, byte[]> {

  private static final int ROW_BYTES = 200;

  private final String storeName;
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> store;

  GetPut(String storeName) {
    this.storeName = storeName;
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
    context.forward(record);
  }
}
