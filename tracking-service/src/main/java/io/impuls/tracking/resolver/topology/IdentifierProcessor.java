package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.IdentityLink;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.tracking.resolver.domain.IdentifierMemory;
import io.impuls.tracking.resolver.domain.IdentifierResolver;
import io.impuls.tracking.resolver.domain.Placed;
import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.impuls.tracking.resolver.domain.identity.Renaming;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The second hop: from the identifier that names the actor to the person. */
final class IdentifierProcessor implements Processor<String, Outgoing, String, Outgoing> {

  private static final Set<String> DERIVED =
      Set.of(EventTypes.SESSION_STARTED, EventTypes.SESSION_ENDED, EventTypes.PERSON_MERGED);

  private final ResolverMetrics metrics;
  private ProcessorContext<String, Outgoing> context;
  private IdentifierMemory memory;

  IdentifierProcessor(ResolverMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> processorContext) {
    context = processorContext;
    memory = new IdentifierRows(context.getStateStore(ResolverStores.IDENTIFIERS));
  }

  @Override
  public void process(Record<String, Outgoing> record) {
    if (record.value() instanceof Outgoing.Renamed renamed) {
      publish(IdentifierResolver.rename(renamed.renaming(), memory), record.timestamp());
    } else if (record.value() instanceof Outgoing.ToIdentifier named) {
      resolve(named.placed(), record.timestamp());
    }
  }

  private void resolve(Placed placed, long timestamp) {
    IdentifierResolver.Found found = IdentifierResolver.resolve(placed, memory);
    for (IdentityLink link : found.links()) {
      forward(link.workspace().toString(), new Outgoing.Linked(link), timestamp);
    }
    publish(found.events(), timestamp);
    if (found.withheld()) {
      withheld(placed.event(), timestamp);
    }
    if (found.onward() != null) {
      Renaming onward = found.onward();
      forward(
          onward.workspace() + "|" + onward.identifier(), new Outgoing.Renamed(onward), timestamp);
    }
  }

  /** What we derived of it was no event of anybody's: only what came is counted. */
  private void withheld(Event event, long timestamp) {
    if (!DERIVED.contains(event.type())) {
      metrics.withheld();
      RejectedEvent rejected =
          CollectedRecord.withheld(event, context.recordMetadata().orElseThrow());
      forward(event.workspace().toString(), new Outgoing.Refused(rejected), timestamp);
    }
  }

  private void publish(List<Event> events, long timestamp) {
    for (Event event : events) {
      if (event.type().equals(EventTypes.PERSON_MERGED)
          && event.person().equals(event.resolution().merge().into())) {
        metrics.merged();
      }
      forward(
          new PersonKey(event.workspace(), event.person()).text(),
          new Outgoing.ToPerson(event),
          timestamp);
    }
  }

  private void forward(String key, Outgoing out, long timestamp) {
    context.forward(new Record<>(key, out, timestamp, new RecordHeaders()));
  }
}
