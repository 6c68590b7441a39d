package io.impuls.contact.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.service.config.InstanceConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DefaultsTest {

  private final SmallRyeConfig config =
      new SmallRyeConfigBuilder()
          .withConverter(
              Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
          .withMapping(CassandraConfig.class)
          .withMapping(InstanceConfig.class)
          .withMapping(ProjectionConfig.class)
          .build();

  @Test
  void cassandra() {
    CassandraConfig cassandra = config.getConfigMapping(CassandraConfig.class);

    assertThat(cassandra.contactPoints()).containsExactly("127.0.0.1:9042");
    assertThat(cassandra.datacenter()).isEqualTo("datacenter1");
    assertThat(cassandra.keyspace()).isEqualTo("impuls_contact");
    assertThat(cassandra.replicationFactor()).isEqualTo(1);
  }

  @Test
  void kafka() {
    assertThat(config.getConfigMapping(InstanceConfig.class).kafka().bootstrapServers())
        .isEqualTo("127.0.0.1:19092");
    assertThat(config.getConfigMapping(InstanceConfig.class).instanceId()).isEmpty();
  }

  @Test
  void projection() {
    ProjectionConfig projection = config.getConfigMapping(ProjectionConfig.class);

    assertThat(projection.group()).isEqualTo("contact");
    assertThat(projection.maxPollRecords()).isEqualTo(500);
    assertThat(projection.firstBackoff()).isEqualTo(Duration.ofMillis(200));
    assertThat(projection.longestBackoff()).isEqualTo(Duration.ofSeconds(5));
    assertThat(projection.transactionBound()).isEqualTo(Duration.ofSeconds(20));
  }
}
