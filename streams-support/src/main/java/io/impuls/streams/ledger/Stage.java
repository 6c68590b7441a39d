package io.impuls.streams.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where a step is prepared. Everything is computed first; only then rows are put, and then records
 * go out. So an exception on the way leaves stores and topics as they were, although the net under
 * the processor goes on with the next record and undoes nothing.
 */
final class Stage {

  private record Outgoing(String key, Object value, String child) {}

  private final ProcessorContext<String, Object> context;
  private final Map<String, StagedStore> stores = new LinkedHashMap<>();
  private final List<Outgoing> outgoing = new ArrayList<>();

  Stage(ProcessorContext<String, Object> context) {
    this.context = context;
  }

  /** Gives a store of the task. */
  StagedStore store(String name) {
    return stores.computeIfAbsent(name, n -> new StagedStore(context.getStateStore(n)));
  }

  /** Lets a record go to a sink at the end of the step. */
  void forward(String key, Object value, String child) {
    outgoing.add(new Outgoing(key, value, child));
  }

  /**
   * Ends the step.
   *
   * @param timestamp of the records that go out, in milliseconds
   */
  void complete(long timestamp) {
    stores.values().forEach(StagedStore::write);
    for (Outgoing out : outgoing) {
      context.forward(new Record<>(out.key(), out.value(), timestamp), out.child());
    }
    outgoing.clear();
  }

  /** Forgets what a step prepared and did not complete. */
  void discard() {
    stores.values().forEach(StagedStore::discard);
    outgoing.clear();
  }
}
