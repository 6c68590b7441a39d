package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.streams.timers.EventTimeWatermark;
import io.impuls.streams.timers.TimerStore;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.DeviceResolver;
import io.impuls.tracking.resolver.domain.Placed;
import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.impuls.tracking.resolver.domain.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The first hop: reads, drops what came before, resolves by device, and ends visits when their time
 * has come. State is put before anything is forwarded; both are one transaction.
 */
final class DeviceProcessor implements Processor<String, byte[], String, Outgoing> {

  private static final Duration TURN = Duration.ofSeconds(1);

  /** How long one turn of timers may hold up records; the rest comes with the next. */
  private static final Duration TURN_BUDGET = Duration.ofMillis(50);

  private static final int TIMERS_AT_ONCE = 100;

  private final DeviceResolver resolver;
  private final Duration dedupe;
  private final ResolverMetrics metrics;
  private ProcessorContext<String, Outgoing> context;
  private KeyValueStore<byte[], byte[]> devices;
  private KeyValueStore<byte[], byte[]> partition;
  private SeenEvents seen;
  private ImportedEvents imported;
  private VisitTimers timers;
  private EventTimeWatermark watermark;
  private Instant clockCountsFrom;

  DeviceProcessor(DeviceResolver resolver, Duration dedupe, ResolverMetrics metrics) {
    this.resolver = resolver;
    this.dedupe = dedupe;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> processorContext) {
    context = processorContext;
    devices = context.getStateStore(ResolverStores.DEVICES);
    partition = context.getStateStore(ResolverStores.PARTITION);
    seen = new SeenEvents(context.getStateStore(ResolverStores.SEEN), dedupe);
    imported = new ImportedEvents(context.getStateStore(ResolverStores.IMPORTED));
    timers = new VisitTimers(new TimerStore(context.getStateStore(ResolverStores.TIMERS)));
    watermark = new EventTimeWatermark(partition);
    // After a stop the log holds events that we have not seen: until the backlog had its chance,
    // the
    // clock must not take the partition for a silent one.
    clockCountsFrom = now().plus(EventTimeWatermark.IDLE_AFTER);
    context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, at -> endVisits());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    CollectedRecord read = CollectedRecord.read(record.value());
    if (read instanceof CollectedRecord.Unreadable unreadable) {
      refuse(unreadable, record);
      return;
    }
    Event event = ((CollectedRecord.Readable) read).event();
    Identifier intakeKey = event.identity().intakeKey().orElseThrow();
    DeviceKeys keys = new DeviceKeys(event.workspace(), intakeKey);
    if (cameBefore(event, keys, record.timestamp())) {
      return;
    }
    SourceFacts facts = SourceFacts.readFrom(record.headers());
    DeviceResolver.Found found =
        resolver.resolve(
            event, facts.latenessHorizon(), facts.hosts(), new DeviceRows(keys, devices));
    if (found.visit() != null) {
      timers.joined(event.workspace(), intakeKey, found.visit());
    }
    if (event.source().kind().movesWatermark() && !event.backfill()) {
      watermark.observe(earlier(event.occurredAt(), event.receivedAt()), now());
    }
    Counters.count(partition, event.workspace(), event.source().id(), Counters.Kind.ACCEPTED);
    metrics.accepted();
    found.placed().forEach(placed -> forward(placed, record.timestamp()));
  }

  private boolean cameBefore(Event event, DeviceKeys keys, long timestamp) {
    switch (compared(event, keys.seen(event.eventId()), timestamp)) {
      case NEW -> {
        return false;
      }
      case AGAIN -> metrics.duplicate();
      case DIFFERENT -> {
        metrics.duplicate();
        metrics.conflictOfContent();
        Counters.count(partition, event.workspace(), event.source().id(), Counters.Kind.CONFLICTS);
      }
    }
    Counters.count(partition, event.workspace(), event.source().id(), Counters.Kind.DUPLICATES);
    return true;
  }

  private SeenEvents.Comparison compared(Event event, byte[] key, long timestamp) {
    return event.backfill()
        ? imported.take(key, event.payloadHash())
        : seen.take(key, event.payloadHash(), timestamp);
  }

  /** Publishes the ends that are due by event time, a bounded piece at a time. */
  private void endVisits() {
    Instant now = now();
    // before that time, a clock at the epoch makes the watermark that of the events alone
    Instant reached = watermark.at(now.isBefore(clockCountsFrom) ? Instant.EPOCH : now);
    if (reached.equals(Instant.MIN)) {
      return;
    }
    long deadline = System.nanoTime() + TURN_BUDGET.toNanos();
    List<VisitTimers.Due> due;
    do {
      due = timers.takeDue(reached, TIMERS_AT_ONCE);
      due.forEach(this::act);
    } while (due.size() == TIMERS_AT_ONCE && System.nanoTime() < deadline);
  }

  private void act(VisitTimers.Due due) {
    DeviceRows rows = new DeviceRows(new DeviceKeys(due.workspace(), due.device()), devices);
    Optional<Visit> visit = rows.visit(due.startedAt(), due.sessionId());
    if (visit.isEmpty()) {
      return;
    }
    switch (due.kind()) {
      case END -> end(due, visit.get(), rows);
      case FORGET -> rows.forget(visit.get());
    }
  }

  private void end(VisitTimers.Due due, Visit visit, DeviceRows rows) {
    if (!visit.changed()) {
      return;
    }
    Placed ended =
        resolver.ended(
            due.workspace(), due.device(), visit, false, rows, SourceFacts.LONGEST_HORIZON);
    rows.keep(visit.published());
    timers.ended(due.workspace(), due.device(), visit);
    metrics.visitEnded();
    forward(ended, context.currentStreamTimeMs());
  }

  private void forward(Placed placed, long timestamp) {
    Event event = placed.event();
    boolean named = placed.subject().kind().known();
    String key =
        named
            ? event.workspace() + "|" + placed.subject()
            : new PersonKey(event.workspace(), event.person()).text();
    Outgoing out = named ? new Outgoing.ToIdentifier(placed) : new Outgoing.ToPerson(event);
    context.forward(new Record<>(key, out, timestamp, new RecordHeaders()));
  }

  private void refuse(CollectedRecord.Unreadable why, Record<String, byte[]> record) {
    metrics.unreadable();
    RejectedEvent rejected =
        CollectedRecord.rejected(
            why,
            record.key(),
            record.value(),
            record.timestamp(),
            context.recordMetadata().orElseThrow());
    String key = rejected.workspace() == null ? "" : rejected.workspace().toString();
    context.forward(
        new Record<>(key, new Outgoing.Refused(rejected), record.timestamp(), new RecordHeaders()));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
