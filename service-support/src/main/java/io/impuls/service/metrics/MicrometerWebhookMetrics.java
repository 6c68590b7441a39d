package io.impuls.service.metrics;

import io.impuls.service.webhook.WebhookMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Counts attempts as {@code webhooks.deliveries} (a timer, tag {@code outcome}) and stopped
 * webhooks as {@code webhooks.stopped} (tag {@code reason}), and shows {@code webhooks.lag} in
 * records and {@code webhooks.failing} in seconds.
 */
public final class MicrometerWebhookMetrics implements WebhookMetrics {

  private final MeterRegistry registry;

  /** Counts into {@code registry}. */
  public MicrometerWebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void attempted(Result result, Duration took) {
    registry.timer("webhooks.deliveries", "outcome", tag(result)).record(took);
  }

  @Override
  public void stopped(Stop stop) {
    registry.counter("webhooks.stopped", "reason", tag(stop)).increment();
  }

  @Override
  public void watch(LongSupplier behind, LongSupplier failingSeconds) {
    // by suppliers, which the registry holds on to
    Gauge.builder("webhooks.lag", () -> behind.getAsLong()).register(registry);
    Gauge.builder("webhooks.failing", () -> failingSeconds.getAsLong())
        .baseUnit("seconds")
        .register(registry);
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
