package io.impuls.tracking.resolver.topology;

import io.impuls.tracking.resolver.domain.DeviceLogin;
import io.impuls.tracking.resolver.domain.DeviceResolver;
import io.impuls.tracking.resolver.domain.Placed;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes in, beside the first hop, who showed themself on the browser of a client's id. */
final class LoginProcessor implements Processor<String, DeviceLogin, String, Placed> {

  private final DeviceResolver resolver;
  private ProcessorContext<String, Placed> context;
  private KeyValueStore<byte[], byte[]> devices;

  LoginProcessor(DeviceResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public void init(ProcessorContext<String, Placed> processorContext) {
    context = processorContext;
    devices = context.getStateStore(ResolverStores.DEVICES);
  }

  @Override
  public void process(Record<String, DeviceLogin> record) {
    DeviceLogin login = record.value();
    DeviceState device = new DeviceState(login.workspace(), login.client(), devices);
    Optional<Placed> changed = resolver.told(login, new DeviceRows(device), new VisitRows(device));
    device.apply();
    changed.ifPresent(
        placed ->
            context.forward(
                new Record<>(
                    login.workspace() + "|" + placed.subject(),
                    placed,
                    record.timestamp(),
                    new RecordHeaders())));
  }
}
