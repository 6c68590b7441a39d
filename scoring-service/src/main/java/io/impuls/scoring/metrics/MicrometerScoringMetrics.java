package io.impuls.scoring.metrics;

import io.impuls.contracts.score.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts {@code scoring.decisions} by outcome, {@code scoring.score.changes} and {@code
 * scoring.band.changes}.
 */
public final class MicrometerScoringMetrics implements ScoringMetrics {

  private final Map<Outcome, Counter> decisions = new EnumMap<>(Outcome.class);
  private final Counter scoreChanges;
  private final Counter bandChanges;

  /** Registers the counters. */
  public MicrometerScoringMetrics(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      decisions.put(
          outcome,
          Counter.builder("scoring.decisions")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    scoreChanges = registry.counter("scoring.score.changes");
    bandChanges = registry.counter("scoring.band.changes");
  }

  @Override
  public void decided(Outcome outcome) {
    decisions.get(outcome).increment();
  }

  @Override
  public void scoreChanged(boolean bandChanged) {
    scoreChanges.increment();
    if (bandChanged) {
      bandChanges.increment();
    }
  }
}
