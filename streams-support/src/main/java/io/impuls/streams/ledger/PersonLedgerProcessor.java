package io.impuls.streams.ledger;

import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.timers.Backlog;
import io.impuls.streams.timers.EventClock;
import io.impuls.streams.timers.TimerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

  private static final Duration RENEWAL_INTERVAL = Duration.ofMillis(250);

  /** A turn's time, so that events do not wait long. */
  private static final Duration RENEWING = Duration.ofMillis(50);

  private static final Duration UPKEEP_INTERVAL = Duration.ofSeconds(30);
  private static final Duration TIMERS_INTERVAL = Duration.ofSeconds(1);

  private final LedgerOwner<S> owner;
  private final Duration retention;
  private final Topic<RejectedEvent> rejected;

  /** Empty where time does nothing by the rules. */
  private final Optional<Backlog> backlog;

  private ProcessorContext<String, Object> context;
  private Stage stage;
  private PersonLedger<S> ledger;
  private Upkeep upkeep;
  private Optional<TimerTurns<S>> turns = Optional.empty();

  /**
   * Makes the processor of one task, by whose rules time does nothing.
   *
   * @param retention how long single matches are kept: the longest lateness horizon plus the
   *     longest window
   * @param rejected takes records that cannot be used; the topology needs a sink of its name
   */
  public PersonLedgerProcessor(
      LedgerOwner<S> owner, Duration retention, Topic<RejectedEvent> rejected) {
    this(owner, retention, rejected, Optional.empty());
  }

  /**
   * Makes the processor of one task, by whose rules time may do something. It needs the stores
   * {@link LedgerStores#TIMERS} and {@link LedgerStores#PARTITION}, too.
   *
   * @param retention how long single matches are kept: the longest lateness horizon plus the
   *     longest window or wait
   * @param rejected takes records that cannot be used; the topology needs a sink of its name
   * @param backlog tells whether {@code tracking.events} have been consumed to their end
   */
  public PersonLedgerProcessor(
      LedgerOwner<S> owner, Duration retention, Topic<RejectedEvent> rejected, Backlog backlog) {
    this(owner, retention, rejected, Optional.of(backlog));
  }

  private PersonLedgerProcessor(
      LedgerOwner<S> owner,
      Duration retention,
      Topic<RejectedEvent> rejected,
      Optional<Backlog> backlog) {
    this.owner = owner;
    this.retention = retention;
    this.rejected = rejected;
    this.backlog = backlog;
  }

  @Override
  public void init(ProcessorContext<String, Object> task) {
    context = task;
    stage = new Stage(task);
    Folding<S> folding = new Folding<>(owner, stage);
    Optional<LedgerTimers> timers =
        backlog.map(any -> new LedgerTimers(new TimerStore(stage.store(LedgerStores.TIMERS))));
    PersonBooks<S> books = new PersonBooks<>(owner, stage, folding, retention, timers);
    ledger = new PersonLedger<>(owner, books);
    upkeep = new Upkeep(stage.store(LedgerStores.MATCHES), folding, retention);
    owner.open(stage::store);
    task.schedule(UPKEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> upkeep());
    task.schedule(RENEWAL_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> renew(books));
    turns = timers.map(set -> new TimerTurns<>(ledger, set, stage, clock(task), task));
    turns.ifPresent(
        one -> task.schedule(TIMERS_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> one.turn()));
  }

  /** As many as there is time for; each is a step of its own. */
  private void renew(PersonBooks<S> books) {
    long end = System.nanoTime() + RENEWING.toNanos();
    Optional<Renewal> next;
    do {
      try {
        next = owner.outdated();
        if (next.isPresent()) {
          books.renew(next.get());
          // after a start there may have been no record yet, and so no time
          long since = next.get().cause().occurredAt().toEpochMilli();
          stage.complete(Math.max(since, context.currentStreamTimeMs()));
        }
      } finally {
        stage.discard();
      }
    } while (next.isPresent() && System.nanoTime() < end);
  }

  private EventClock clock(ProcessorContext<String, Object> task) {
    return new EventClock(
        task.getStateStore(LedgerStores.PARTITION),
        () -> backlog.orElseThrow().consumed(Topics.EVENTS.name(), task.taskId().partition()),
        Instant.ofEpochMilli(task.currentSystemTimeMs()));
  }

  @Override
  public void process(Record<String, Incoming> item) {
    if (item.value() instanceof Incoming.Happened happened) {
      if (EventClock.moves(happened.event())) {
        upkeep.observe(happened.event().occurredAt());
      }
      turns.ifPresent(one -> one.observe(happened.event()));
    }
    if (PersonLedger.folds(item.value())) {
      // what a wait began with must not leave the log before its end was judged
      turns.ifPresent(TimerTurns::catchUp);
    }
    try {
      prepare(item);
      stage.complete(item.timestamp());
    } finally {
      stage.discard();
    }
  }

  private void upkeep() {
    // events may have carried time far on since the last turn
    turns.ifPresent(TimerTurns::turn);
    if (turns.filter(TimerTurns::behind).isPresent()) {
      // what a wait began with must not leave the log before its end was judged
      return;
    }
    try {
      upkeep.turn();
      stage.complete(context.currentStreamTimeMs());
    } finally {
      stage.discard();
    }
  }

  private void prepare(Record<String, Incoming> item) {
    if (item.value() instanceof Incoming.Happened happened) {
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
