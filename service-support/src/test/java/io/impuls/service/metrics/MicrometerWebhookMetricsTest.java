package io.impuls.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.service.webhook.WebhookMetrics.Result;
import io.impuls.service.webhook.WebhookMetrics.Stop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MicrometerWebhookMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerWebhookMetrics metrics = new MicrometerWebhookMetrics(registry);

  @Test
  void countsByOutcomeAndReasonAndShowsWhatIsOpen() {
    AtomicLong behind = new AtomicLong(7);
    metrics.watch(behind::get, () -> 90);
    metrics.attempted(Result.FAILED, Duration.ofSeconds(2));
    metrics.attempted(Result.DELIVERED, Duration.ofSeconds(1));
    metrics.stopped(Stop.PLACE_LOST);

    assertThat(
            registry
                .get("webhooks.deliveries")
                .tag("outcome", "failed")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(2);
    assertThat(registry.get("webhooks.deliveries").tag("outcome", "delivered").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("webhooks.stopped").tag("reason", "place-lost").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("webhooks.lag").gauge().value()).isEqualTo(7);
    behind.set(0);
    assertThat(registry.get("webhooks.lag").gauge().value()).isZero();
    assertThat(registry.get("webhooks.failing").gauge().value()).isEqualTo(90);
  }
}
