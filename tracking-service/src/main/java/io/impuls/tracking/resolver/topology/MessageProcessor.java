package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.tracking.resolver.domain.MessageJudge;
import io.impuls.tracking.resolver.domain.MessageTrace;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What came of one message to one person, judged together. */
final class MessageProcessor implements Processor<String, Event, String, Event> {

  private ProcessorContext<String, Event> context;
  private MessageRows messages;

  /** Gives the key that brings the events of a message to a person together. */
  static String key(Event event) {
    return event.workspace()
        + "|"
        + MessageJudge.message(event).orElseThrow()
        + "|"
        + event.person();
  }

  @Override
  public void init(ProcessorContext<String, Event> processorContext) {
    context = processorContext;
    messages = new MessageRows(context.getStateStore(ResolverStores.MESSAGES));
  }

  @Override
  public void process(Record<String, Event> record) {
    MessageTrace before = messages.find(record.key(), record.timestamp());
    MessageJudge.Judged judged = MessageJudge.judge(record.value(), before);
    if (!judged.trace().equals(before)) {
      messages.keep(record.key(), judged.trace(), record.timestamp());
    }
    Event event = judged.event();
    context.forward(
        record.withKey(new PersonKey(event.workspace(), event.person()).text()).withValue(event));
  }
}
