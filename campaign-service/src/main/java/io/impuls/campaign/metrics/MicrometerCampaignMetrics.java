package io.impuls.campaign.metrics;

import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.Handover;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts {@code campaign.decisions} (tags {@code decision}, {@code reason}), times {@code
 * campaign.handovers} (tag {@code outcome}) and counts {@code campaign.published}.
 */
public final class MicrometerCampaignMetrics implements CampaignMetrics {

  private final MeterRegistry registry;

  public MicrometerCampaignMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void decided(Decision decision) {
    String reason =
        decision instanceof Decision.Skip skip ? word(skip.reason().kind().name()) : "none";
    registry
        .counter("campaign.decisions", "decision", name(decision), "reason", reason)
        .increment();
  }

  @Override
  public void handedOver(Handover outcome, Duration took) {
    registry.timer("campaign.handovers", "outcome", name(outcome)).record(took);
  }

  @Override
  public void published(int records) {
    registry.counter("campaign.published").increment(records);
  }

  private static String name(Object value) {
    return word(value.getClass().getSimpleName());
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
