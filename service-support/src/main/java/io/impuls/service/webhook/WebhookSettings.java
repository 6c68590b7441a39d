package io.impuls.service.webhook;

import java.time.Duration;
import java.util.List;

/**
 * How webhooks are told.
 *
 * @param bootstrapServers the brokers
 * @param instanceId name of this instance
 * @param service begins the names of consumer groups, such as {@code scoring}
 * @param keys seal secrets; without one no webhook can be registered
 * @param insideNetworks networks that may be reached though they are not public, also by http
 * @param patience how long a subscriber may take to answer
 * @param retry when what failed is tried again
 * @param suspendAfter for how long a delivery may fail before its webhook is stopped
 * @param overlap for how long an old secret holds beside a new one
 * @param most webhooks of all workspaces: each takes a thread and a consumer on every instance
 * @param mostOfWorkspace webhooks of one workspace
 */
public record WebhookSettings(
    String bootstrapServers,
    String instanceId,
    String service,
    SealingKeys keys,
    List<String> insideNetworks,
    Duration patience,
    Retry retry,
    Duration suspendAfter,
    Duration overlap,
    int most,
    int mostOfWorkspace) {

  public WebhookSettings {
    insideNetworks = List.copyOf(insideNetworks);
  }

  /**
   * When what failed is tried again.
   *
   * @param first longest wait after the first failure; it doubles with each further one
   * @param longest longest wait
   */
  public record Retry(Duration first, Duration longest) {}
}
