package io.impuls.campaign.trigger;

import io.impuls.campaign.domain.Campaign;
import io.impuls.campaign.domain.Campaigns;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The campaigns that can fire, at most one second old: what a marketer saves holds for every
 * instance from then on, and the hot path does not ask the database.
 */
public final class ActiveCampaigns {

  /** How old the list may be. */
  static final Duration FRESH = Duration.ofSeconds(1);

  private final Campaigns campaigns;
  private final InstantSource clock;
  private Map<UUID, List<Campaign>> byWorkspace = Map.of();
  private Instant readAt = Instant.EPOCH;

  public ActiveCampaigns(Campaigns campaigns, InstantSource clock) {
    this.campaigns = campaigns;
    this.clock = clock;
  }

  /** Gives the campaigns of a workspace. */
  public synchronized List<Campaign> of(UUID workspace) {
    Instant now = clock.instant();
    if (Duration.between(readAt, now).abs().compareTo(FRESH) >= 0) {
      byWorkspace = campaigns.active().stream().collect(Collectors.groupingBy(Campaign::workspace));
      readAt = now;
    }
    return byWorkspace.getOrDefault(workspace, List.of());
  }
}
