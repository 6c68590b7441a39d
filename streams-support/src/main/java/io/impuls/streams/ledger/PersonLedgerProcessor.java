package io.impuls.streams.ledger;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Runs the {@link PersonLedger} of a task: each record is one step, stored and forwarded only when
 * all of it has been computed. Reads {@code tracking.events} and the service's transfer topic, both
 * keyed by person, so that one task owns all of a person's state. Records that cannot be used go to
 * the service's rejected events.
 *
 * @param <S> the service's part of the head record
 */
public final class PersonLedgerProcessor<S> implements Processor<String, Incoming, String, Object> {

  /** Name of the sink that writes the transfer topic. */
  public static final String TRANSFERS_SINK = "transfers-out";

  private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(30);

  private final LedgerOwner<S> owner;
  private final Duration retention;
  private final Topic<RejectedEvent> rejected;
  private ProcessorContext<String, Object> context;
  private Stage stage;
  private PersonLedger<S> ledger;
  private Upkeep upkeep;

  /**
   * Makes the processor of one task.
   *
   * @param retention how long single matches are kept: the longest lateness horizon plus the
   *     longest window
   * @param rejected takes records that cannot be used; the topology needs a sink of its name
   */
  public PersonLedgerProcessor(
      LedgerOwner<S> owner, Duration retention, Topic<RejectedEvent> rejected) {
    this.owner = owner;
    this.retention = retention;
    this.rejected = rejected;
  }

  @Override
  public void init(ProcessorContext<String, Object> task) {
    context = task;
    stage = new Stage(task);
    Folding<S> folding = new Folding<>(owner, stage);
    ledger = new PersonLedger<>(owner, new PersonBooks<>(owner, stage, folding, retention));
    upkeep = new Upkeep(stage.store(LedgerStores.MATCHES), folding, retention);
    owner.open(stage::store);
    task.schedule(UPKEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> upkeep());
  }

  @Override
  public void process(Record<String, Incoming> item) {
    try {
      prepare(item);
      stage.complete(item);
    } finally {
      stage.discard();
    }
  }

  private void upkeep() {
    try {
      upkeep.turn();
      stage.complete();
    } finally {
      stage.discard();
    }
  }

  private void prepare(Record<String, Incoming> item) {
    if (item.value() instanceof Incoming.Happened happened) {
      upkeep.observe(happened.event().occurredAt());
      ledger.onEvent(happened.event());
    } else if (item.value() instanceof Incoming.Moved moved) {
      ledger.onTransfer(moved.transfer()).ifPresent(why -> refuse(item, why));
    } else if (item.value() instanceof Incoming.Unusable unusable) {
      refuse(item, unusable);
    }
  }

  private void refuse(Record<String, Incoming> item, Incoming.Unusable why) {
    RejectedEvent refused =
        Refusal.of(why, item.key(), item.timestamp(), context.recordMetadata().orElseThrow());
    String key = refused.workspace() == null ? "" : refused.workspace().toString();
    stage.forward(key, refused, rejected.name());
  }
}
