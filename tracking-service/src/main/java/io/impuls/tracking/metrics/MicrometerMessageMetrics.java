package io.impuls.tracking.metrics;

import io.impuls.tracking.collector.domain.MessageMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The numbers of links in messages: {@code tracking.messages.*}. */
public final class MicrometerMessageMetrics implements MessageMetrics {

  private final MeterRegistry registry;
  private final Counter unknown;

  /** Counts in {@code registry}. */
  public MicrometerMessageMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.unknown =
        Counter.builder("tracking.messages.unknown")
            .description("Links with a token that no key of ours sealed")
            .register(registry);
  }

  @Override
  public void unnamed(String eventType) {
    Counter.builder("tracking.messages.unnamed")
        .description("Uses of links in messages to people who do not want to be followed")
        .tag("type", eventType)
        .register(registry)
        .increment();
  }

  @Override
  public void unknownToken() {
    unknown.increment();
  }
}
