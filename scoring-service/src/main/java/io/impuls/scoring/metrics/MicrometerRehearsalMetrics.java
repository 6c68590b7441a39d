package io.impuls.scoring.metrics;

import io.impuls.scoring.domain.rehearsal.Rehearsals.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/** Shows {@code scoring.rehearsals.running}, and counts {@code scoring.rehearsals} by outcome. */
public final class MicrometerRehearsalMetrics {

  private final MeterRegistry registry;
  private final Map<State, Counter> ends = new EnumMap<>(State.class);

  /** Registers the counters. */
  public MicrometerRehearsalMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (State state : State.values()) {
      if (state.ended()) {
        ends.put(
            state,
            Counter.builder("scoring.rehearsals")
                .tag("outcome", state.name().toLowerCase(Locale.ROOT))
                .register(registry));
      }
    }
  }

  /** Shows how many run. */
  public void watch(IntSupplier running) {
    Gauge.builder("scoring.rehearsals.running", running::getAsInt)
        .strongReference(true)
        .register(registry);
  }

  /** A rehearsal ended. */
  public void ended(State how) {
    ends.get(how).increment();
  }
}
