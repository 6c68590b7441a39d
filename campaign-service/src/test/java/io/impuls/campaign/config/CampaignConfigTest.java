package io.impuls.campaign.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.service.config.InstanceConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CampaignConfigTest {

  private final CampaignConfig config =
      new SmallRyeConfigBuilder()
          .withMapping(CampaignConfig.class)
          .build()
          .getConfigMapping(CampaignConfig.class);

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(config.consumerGroup()).isEqualTo("campaign");
    assertThat(config.delivery().parallel()).isEqualTo(4);
    assertThat(config.delivery().idle()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.delivery().answerBound()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.delivery().firstBackoff()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.delivery().longestBackoff()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.delivery().messageIdDomain()).isEqualTo("impuls.local");
    assertThat(config.waiting().idle()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.waiting().batch()).isEqualTo(200);
    assertThat(config.outbox().idle()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.outbox().batch()).isEqualTo(500);
    assertThat(config.template().sourceChars()).isEqualTo(65_536);
    assertThat(config.template().outputChars()).isEqualTo(524_288);
    assertThat(config.template().renderTime()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.links().keys()).isEmpty();
    assertThat(config.links().collectorUrl()).isEmpty();
    assertThat(config.links().provider()).isEmpty();
    assertThat(config.links().trackingConsent()).isEqualTo(CampaignConfig.TrackingConsent.REQUIRED);
  }

  @Test
  void looksForKafkaOnThisMachine() {
    InstanceConfig instance =
        new SmallRyeConfigBuilder()
            .withMapping(InstanceConfig.class)
            .build()
            .getConfigMapping(InstanceConfig.class);

    assertThat(instance.kafka().bootstrapServers()).isEqualTo("127.0.0.1:19092");
    assertThat(instance.instanceId()).isEmpty();
  }
}
