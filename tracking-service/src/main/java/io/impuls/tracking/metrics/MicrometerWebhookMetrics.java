package io.impuls.tracking.metrics;

import io.impuls.tracking.collector.webhook.Authenticity;
import io.impuls.tracking.collector.webhook.WebhookMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The numbers of webhooks: {@code tracking.webhooks.*}. */
public final class MicrometerWebhookMetrics implements WebhookMetrics {

  private final MeterRegistry registry;

  /** Counts in {@code registry}. */
  public MicrometerWebhookMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void refused(String provider, Authenticity why) {
    Counter.builder("tracking.webhooks.refused")
        .description("Requests to webhooks that were not taken for their provider's")
        .tag("provider", provider)
        .tag("reason", why.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }
}
