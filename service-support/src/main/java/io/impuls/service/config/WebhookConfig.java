package io.impuls.service.config;

import io.impuls.service.webhook.SealingKeys;
import io.impuls.service.webhook.WebhookSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How subscribers are told by HTTP. */
@ConfigMapping(prefix = "impuls.webhooks")
public interface WebhookConfig {

  /**
   * Keys that seal the secrets of webhooks, {@code id:base64 of 32 random bytes}: the first seals,
   * all open. The same on every instance. Without one no webhook can be registered.
   */
  Optional<List<String>> keys();

  /**
   * Networks that may be told though they are not of the public internet, such as {@code
   * 10.1.0.0/16}; these also by plain http. Default: none.
   */
  Optional<List<String>> insideNetworks();

  /** How long a subscriber may take to answer. */
  @WithDefault("PT15S")
  Duration patience();

  /**
   * Longest wait after a first failure; it doubles with each further one, of which half is random.
   */
  @WithDefault("PT2S")
  Duration firstRetry();

  /** Longest wait between two tries, but for what a subscriber asks. */
  @WithDefault("PT5M")
  Duration longestRetry();

  /** For how long a delivery may fail before its webhook is suspended. */
  @WithDefault("P3D")
  Duration suspendAfter();

  /** For how long an old secret holds beside a new one. */
  @WithDefault("P1D")
  Duration secretOverlap();

  /** Most webhooks of all workspaces; each takes a thread and a consumer on every instance. */
  @WithDefault("50")
  int most();

  /** Most webhooks of one workspace. */
  @WithDefault("10")
  int mostOfWorkspace();

  /**
   * Gives the settings of a service.
   *
   * @throws IllegalArgumentException when a key or a network is none
   */
  default WebhookSettings settings(String bootstrapServers, String instanceId, String service) {
    return new WebhookSettings(
        bootstrapServers,
        instanceId,
        service,
        new SealingKeys(keys().orElse(List.of())),
        insideNetworks().orElse(List.of()),
        patience(),
        new WebhookSettings.Retry(firstRetry(), longestRetry()),
        suspendAfter(),
        secretOverlap(),
        most(),
        mostOfWorkspace());
  }
}
