package io.impuls.tracking.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.tracking.handover.SourceFacts;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pins every default: whoever changes one changes the README, too. */
class TrackingConfigTest {

  private static final TrackingConfig DEFAULTS =
      new SmallRyeConfigBuilder()
          .withConverter(MemorySize.class, 100, new MemorySizeConverter())
          .withMapping(TrackingConfig.class)
          .build()
          .getConfigMapping(TrackingConfig.class);

  @Test
  void theCollectorsDefaults() {
    TrackingConfig.Collector collector = DEFAULTS.collector();

    assertThat(collector.enabled()).isTrue();
    assertThat(collector.browserEvent().asLongValue()).isEqualTo(32 << 10);
    assertThat(collector.serverEvent().asLongValue()).isEqualTo(256 << 10);
    assertThat(collector.batch().asLongValue()).isEqualTo(2_500_000);
    assertThat(collector.batchEvents()).isEqualTo(500);
    assertThat(collector.keyEventsPerSecond()).isEqualTo(50_000);
    assertThat(collector.addressRequestsPerSecond()).isEqualTo(500);
    assertThat(collector.unlimitedAddresses()).containsExactly("127.0.0.0/8", "::1");
    assertThat(collector.believedProxies()).isEmpty();
    assertThat(collector.longestBody()).isEqualTo(Duration.ofSeconds(60));
    assertThat(collector.phoneRegion()).isEmpty();
    assertThat(collector.phoneRegions()).isEmpty();
    assertThat(collector.segment().batchMessages()).isEqualTo(2_500);
    assertThat(collector.snowplow().heartbeat()).isEqualTo(Duration.ofSeconds(10));
    assertThat(collector.snowplow().heartbeats()).isEmpty();
    assertThat(collector.snowplow().maskForms()).isTrue();
    assertThat(collector.snowplow().batchPaths()).isEmpty();
    assertThat(collector.snowplow().cookieDomains()).isEmpty();
    assertThat(collector.snowplow().redirectHosts()).isEmpty();
    assertThat(collector.buffer().asLongValue()).isEqualTo(64 << 20);
    assertThat(collector.asReceived()).isFalse();
  }

  @Test
  void thereAreNoWebhooksUnlessNamed() {
    assertThat(DEFAULTS.webhooks()).isEmpty();
  }

  @Test
  void thereAreNoLinksInMessagesWithoutAKey() {
    assertThat(DEFAULTS.messages().keys()).isEmpty();
  }

  @Test
  void theResolversDefaults() {
    TrackingConfig.Resolver resolver = DEFAULTS.resolver();

    assertThat(resolver.enabled()).isTrue();
    assertThat(resolver.threads()).isOne();
    assertThat(resolver.dedupe()).isEqualTo(Duration.ofDays(30));
    assertThat(resolver.dedupe()).isGreaterThanOrEqualTo(SourceFacts.LONGEST_HORIZON);
    assertThat(resolver.eventsPerMinute()).isEqualTo(600);
    assertThat(resolver.commitInterval()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void noDemoShopUnlessAskedFor() {
    assertThat(DEFAULTS.demoShop().enabled()).isFalse();
  }
}
