package io.impuls.tracking.resolver.topology;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventFlag;
import io.impuls.contracts.event.RejectedEvent;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.streams.timers.Backlog;
import io.impuls.streams.timers.EventClock;
import io.impuls.streams.timers.TimerRows;
import io.impuls.streams.timers.TimerStore;
import io.impuls.tracking.handover.SourceFacts;
import io.impuls.tracking.resolver.domain.DeviceLogin;
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
  private final ResolverSettings settings;
  private final Backlog backlog;
  private final ResolverMetrics metrics;
  private ProcessorContext<String, Outgoing> context;
  private KeyValueStore<byte[], byte[]> devices;
  private KeyValueStore<byte[], byte[]> partition;
  private KnownEvents known;
  private FloodGate gate;
  private VisitTimers timers;
  private EventClock clock;

  DeviceProcessor(
      DeviceResolver resolver,
      ResolverSettings settings,
      Backlog backlog,
      ResolverMetrics metrics) {
    this.backlog = backlog;
    this.resolver = resolver;
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> processorContext) {
    context = processorContext;
    devices = context.getStateStore(ResolverStores.DEVICES);
    partition = context.getStateStore(ResolverStores.PARTITION);
    known =
        new KnownEvents(
            new SeenEvents(context.getStateStore(ResolverStores.SEEN), settings.dedupe()),
            new ImportedEvents(context.getStateStore(ResolverStores.IMPORTED)));
    gate = new FloodGate(settings.eventsPerMinute());
    timers =
        new VisitTimers(new TimerStore(TimerRows.of(context.getStateStore(ResolverStores.TIMERS))));
    clock = new EventClock(partition, this::consumed, now());
    context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, at -> endVisits());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    CollectedRecord read = CollectedRecord.read(record.value());
    if (read instanceof CollectedRecord.Unreadable unreadable) {
      metrics.unreadable();
      refuse(unreadable, record);
      return;
    }
    Event event = ((CollectedRecord.Readable) read).event();
    Identifier intakeKey = event.identity().intakeKey().orElseThrow();
    DeviceKeys keys = new DeviceKeys(event.workspace(), intakeKey);
    switch (known.compare(event, keys, record.timestamp(), ImportedRows.found(record.headers()))) {
      case NEW -> resolve(event, intakeKey, keys, record);
      case AGAIN -> repeated(event);
      case DIFFERENT -> {
        repeated(event);
        metrics.conflictOfContent();
        Counters.count(partition, event.workspace(), event.source().id(), Counters.Kind.CONFLICTS);
        conflict(event, keys, record);
      }
    }
  }

  /** Computes everything first, then puts, then forwards: what was put is not undone. */
  private void resolve(
      Event event, Identifier intakeKey, DeviceKeys keys, Record<String, byte[]> record) {
    DeviceState device = new DeviceState(keys, devices);
    boolean floods = !event.backfill() && floods(event, device);
    SourceFacts facts = SourceFacts.readFrom(record.headers());
    DeviceResolver.Found found =
        resolver.resolve(
            floods ? event.flagged(EventFlag.FLOOD) : event,
            facts.latenessHorizon(),
            facts.hosts(),
            new DeviceRows(device),
            new VisitRows(device));

    known.keep(event, keys, record.timestamp(), ImportedRows.found(record.headers()));
    device.apply();
    if (found.withheld()) {
      metrics.withheld();
      refuse(
          CollectedRecord.withheld(event, context.recordMetadata().orElseThrow()),
          record.timestamp());
    }
    if (found.visit() != null) {
      timers.joined(event.workspace(), intakeKey, found.visit());
    }
    clock.observe(event, now());
    Counters.count(partition, event.workspace(), event.source().id(), Counters.Kind.ACCEPTED);
    metrics.accepted();
    found.placed().forEach(placed -> forward(placed, record.timestamp()));
    for (DeviceLogin login : found.logins()) {
      context.forward(
          new Record<>(
              login.workspace() + "|" + login.client(),
              new Outgoing.ToClient(login),
              record.timestamp(),
              new RecordHeaders()));
    }
  }

  /** What may not be kept is not kept to be looked at either. */
  private void conflict(Event event, DeviceKeys keys, Record<String, byte[]> record) {
    if (resolver.withholds(event, new DeviceRows(new DeviceState(keys, devices)))) {
      refuse(
          CollectedRecord.withheld(event, context.recordMetadata().orElseThrow()),
          record.timestamp());
    } else {
      refuse(CollectedRecord.CONFLICT, record);
    }
  }

  private boolean floods(Event event, DeviceState device) {
    boolean floods = gate.floods(device, event.occurredAt());
    if (floods) {
      metrics.flooded();
    }
    return floods;
  }

  private void repeated(Event event) {
    metrics.duplicate();
    Counters.count(partition, event.workspace(), event.source().id(), Counters.Kind.DUPLICATES);
  }

  /** Publishes the ends that are due by event time, a bounded piece at a time. */
  private void endVisits() {
    clock.keep();
    Instant reached = clock.reached(now());
    if (reached.equals(Instant.MIN)) {
      return;
    }
    long deadline = System.nanoTime() + TURN_BUDGET.toNanos();
    List<VisitTimers.Due> due;
    do {
      due = timers.takeDue(reached, TIMERS_AT_ONCE);
      due.forEach(timer -> act(timer, reached));
    } while (due.size() == TIMERS_AT_ONCE && System.nanoTime() < deadline);
  }

  private void act(VisitTimers.Due due, Instant reached) {
    DeviceState device = new DeviceState(due.workspace(), due.device(), devices);
    VisitRows visits = new VisitRows(device);
    Optional<Visit> visit = visits.visit(due.startedAt(), due.sessionId());
    if (visit.isEmpty() || timers.putOff(due, visit.get(), reached)) {
      return;
    }
    switch (due.kind()) {
      case END -> end(due, visit.get(), visits, new DeviceRows(device));
      case FORGET -> visits.erase(visit.get());
    }
    device.apply();
  }

  private void end(VisitTimers.Due due, Visit visit, VisitRows visits, DeviceRows device) {
    if (!visit.changed()) {
      return;
    }
    Placed ended =
        resolver.ended(
            due.workspace(), due.device(), visit, false, device, SourceFacts.LONGEST_HORIZON);
    visits.keep(visit.published());
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
    RejectedEvent rejected =
        CollectedRecord.rejected(
            why,
            record.key(),
            record.value(),
            record.timestamp(),
            context.recordMetadata().orElseThrow());
    refuse(rejected, record.timestamp());
  }

  private void refuse(RejectedEvent rejected, long timestamp) {
    String key = rejected.workspace() == null ? "" : rejected.workspace().toString();
    context.forward(
        new Record<>(key, new Outgoing.Refused(rejected), timestamp, new RecordHeaders()));
  }

  private boolean consumed() {
    return backlog.consumed(Topics.COLLECTED.name(), context.taskId().partition());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
