package io.impuls.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.impuls.service.config.WebhookConfig;
import io.impuls.service.webhook.WebhookSettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings of webhooks, which are the same in every service that has some. */
class WebhookConfigTest {

  @Test
  void pinsEveryDefault() {
    WebhookConfig config = config(Map.of());

    assertThat(config.keys()).isEmpty();
    assertThat(config.insideNetworks()).isEmpty();
    assertThat(config.patience()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.firstRetry()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.longestRetry()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.suspendAfter()).isEqualTo(Duration.ofDays(3));
    assertThat(config.secretOverlap()).isEqualTo(Duration.ofDays(1));
    assertThat(config.most()).isEqualTo(50);
    assertThat(config.mostOfWorkspace()).isEqualTo(10);
  }

  @Test
  void becomesTheSettingsOfAService() {
    WebhookSettings settings =
        config(Map.of("impuls.webhooks.inside-networks", "10.1.0.0/16,::1/128"))
            .settings("kafka:9092", "scoring-1", "scoring");

    assertThat(settings.service()).isEqualTo("scoring");
    assertThat(settings.insideNetworks()).containsExactly("10.1.0.0/16", "::1/128");
    assertThat(settings.retry())
        .isEqualTo(new WebhookSettings.Retry(Duration.ofSeconds(2), Duration.ofMinutes(5)));
  }

  @Test
  void aBadKeyStopsTheStart() {
    WebhookConfig config = config(Map.of("impuls.webhooks.keys", "no-key-at-all"));

    assertThatThrownBy(() -> config.settings("kafka:9092", "scoring-1", "scoring"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id:base64");
  }

  private static WebhookConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(WebhookConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(WebhookConfig.class);
  }
}
