package io.impuls.segmentation.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pins every default: whoever changes one changes this and the README. */
class SegmentationConfigTest {

  @Test
  void defaultsAreAsTheReadmeSays() {
    SegmentationConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(SegmentationConfig.class)
            .build()
            .getConfigMapping(SegmentationConfig.class);

    assertThat(config.instanceId()).isEqualTo("segmentation-1");
    assertThat(config.stateDir()).isEqualTo(Path.of("data/segmentation"));
    assertThat(config.standbys()).isZero();
    assertThat(config.advertisedUrl()).isEqualTo(URI.create("http://127.0.0.1:8083"));
    assertThat(config.kafka().bootstrapServers()).isEqualTo("127.0.0.1:19092");
    assertThat(config.segmentation().latenessHorizon()).isEqualTo(Duration.ofDays(30));
    assertThat(config.segmentation().firstVersionBack()).isEmpty();
    assertThat(config.segmentation().longestCap()).isEqualTo(Duration.ofDays(32));
    assertThat(config.segmentation().epoch()).isEqualTo(1);
    assertThat(config.segmentation().threads()).isEqualTo(1);
    assertThat(config.segmentation().commitInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.segmentation().feedListeners()).isEqualTo(50);
    assertThat(config.segmentation().historyPerSecond()).isEqualTo(2_000);
    assertThat(config.segmentation().peerTimeout()).isEqualTo(Duration.ofSeconds(3));
  }
}
