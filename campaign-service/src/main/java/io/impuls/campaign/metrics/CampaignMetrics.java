package io.impuls.campaign.metrics;

import io.impuls.campaign.domain.Decision;
import io.impuls.campaign.domain.Handover;
import java.time.Duration;

/** What the service tells about its work. */
public interface CampaignMetrics {

  /** A new send was decided. */
  void decided(Decision decision);

  /** A mail was handed over, or not. */
  void handedOver(Handover outcome, Duration took);

  /** Records reached their topics. */
  void published(int records);
}
