package io.impuls.scoring.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScoringConfigTest {

  @Test
  void pinsEveryDefault() {
    SmallRyeConfig settings =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ScoringConfig.class)
            .build();

    ScoringConfig config = settings.getConfigMapping(ScoringConfig.class);

    assertThat(config.instanceId()).isEqualTo("scoring-1");
    assertThat(config.stateDir()).isEqualTo(Path.of("data/scoring"));
    assertThat(config.standbys()).isZero();
    assertThat(config.advertisedUrl()).isEqualTo(URI.create("http://127.0.0.1:8082"));
    assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:19092");
    assertThat(config.scoring().latenessHorizon()).isEqualTo(Duration.ofDays(30));
    assertThat(config.scoring().firstVersionBack()).isEmpty();
    assertThat(config.scoring().longestCap()).isEqualTo(Duration.ofDays(32));
    assertThat(config.scoring().epoch()).isEqualTo(1);
    assertThat(config.scoring().threads()).isEqualTo(1);
    assertThat(config.scoring().commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.scoring().rehearsals().atOnce()).isEqualTo(1);
    assertThat(config.scoring().rehearsals().recordsPerSecond()).isEqualTo(20_000);
    assertThat(config.scoring().peerTimeout()).isEqualTo(Duration.ofSeconds(3));
  }
}
