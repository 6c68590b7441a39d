package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.streams.timers.EventClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Judges waits when event time has passed their ends, and takes matches that count only then, a
 * bounded piece at a time, so that no turn holds up the events.
 *
 * @param <S> the service's part of the head record
 */
final class TimerTurns<S> {

  /** How long one turn may hold up records; the rest comes with the next. */
  private static final Duration BUDGET = Duration.ofMillis(100);

  private static final int AT_ONCE = 50;

  private final PersonLedger<S> ledger;
  private final LedgerTimers timers;
  private final Stage stage;
  private final EventClock clock;
  private final ProcessorContext<String, Object> context;
  private boolean behind;

  TimerTurns(
      PersonLedger<S> ledger,
      LedgerTimers timers,
      Stage stage,
      EventClock clock,
      ProcessorContext<String, Object> context) {
    this.ledger = ledger;
    this.timers = timers;
    this.stage = stage;
    this.clock = clock;
    this.context = context;
  }

  void observe(Event event) {
    clock.observe(event, now());
  }

  /** Whether the last turn left something that was due. */
  boolean behind() {
    return behind;
  }

  void turn() {
    clock.keep();
    behind = false;
    Instant reached = timers.any() ? clock.reached(now()) : Instant.MIN;
    if (reached.equals(Instant.MIN)) {
      return;
    }
    long deadline = System.nanoTime() + BUDGET.toNanos();
    do {
      // what was due may have set what is due by now, too
      behind = some(reached);
    } while (behind && System.nanoTime() < deadline);
  }

  /** Judges all that is due, however long that takes. */
  void catchUp() {
    Instant reached = timers.any() ? clock.reached(now()) : Instant.MIN;
    if (!reached.equals(Instant.MIN)) {
      boolean more;
      do {
        more = some(reached);
      } while (more);
    }
  }

  /** Judges some in one step; says whether there were any. */
  private boolean some(Instant reached) {
    try {
      List<LedgerTimers.Due> due = timers.takeDue(reached, AT_ONCE);
      due.forEach(ledger::due);
      stage.complete(timestamp());
      return !due.isEmpty();
    } finally {
      stage.discard();
    }
  }

  /** The receipt of the latest input, as with whatever time brings about (decision 9). */
  private long timestamp() {
    long latest = context.currentStreamTimeMs();
    return latest < 0 ? context.currentSystemTimeMs() : latest;
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
