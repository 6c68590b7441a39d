package io.impuls.tracking.metrics;

import io.impuls.tracking.resolver.domain.ResolverMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The resolver's numbers: {@code tracking.resolver.*}, {@code tracking.identity.*}. They count what
 * was processed, also what a transaction had to repeat; the exact numbers are in the state.
 */
public final class MicrometerResolverMetrics implements ResolverMetrics {

  private static final String EVENTS = "tracking.resolver.events";

  private final Counter accepted;
  private final Counter duplicate;
  private final Counter conflict;
  private final Counter flooded;
  private final Counter withheld;
  private final Counter unreadable;
  private final Counter identityConflicts;
  private final Counter merges;
  private final Counter visits;

  /** Counts in {@code registry}. */
  public MicrometerResolverMetrics(MeterRegistry registry) {
    accepted = registry.counter(EVENTS, "outcome", "accepted");
    duplicate = registry.counter(EVENTS, "outcome", "duplicate");
    conflict = registry.counter(EVENTS, "outcome", "conflict");
    flooded = registry.counter("tracking.resolver.flooded");
    withheld = registry.counter(EVENTS, "outcome", "withheld");
    unreadable = registry.counter(EVENTS, "outcome", "unreadable");
    identityConflicts = registry.counter("tracking.identity.conflicts");
    merges = registry.counter("tracking.identity.merges");
    visits = registry.counter("tracking.resolver.sessions.ended");
  }

  @Override
  public void accepted() {
    accepted.increment();
  }

  @Override
  public void duplicate() {
    duplicate.increment();
  }

  @Override
  public void conflictOfContent() {
    conflict.increment();
  }

  @Override
  public void flooded() {
    flooded.increment();
  }

  @Override
  public void withheld() {
    withheld.increment();
  }

  @Override
  public void unreadable() {
    unreadable.increment();
  }

  @Override
  public void conflictOfIdentity() {
    identityConflicts.increment();
  }

  @Override
  public void merged() {
    merges.increment();
  }

  @Override
  public void visitEnded() {
    visits.increment();
  }
}
