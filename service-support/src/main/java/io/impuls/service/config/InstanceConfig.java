package io.impuls.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the topics are, and which instance of a service this is. */
@ConfigMapping(prefix = "impuls")
public interface InstanceConfig {

  /**
   * Stable name of this instance in its consumer group, such as {@code contact-1}: a restart keeps
   * its partitions. Default: none.
   */
  Optional<String> instanceId();

  /** The brokers. */
  Kafka kafka();

  /** The brokers. */
  interface Kafka {
    /** {@code host:port}, joined by commas. Default: the one of {@code ./dev up}. */
    @WithDefault("127.0.0.1:19092")
    String bootstrapServers();
  }
}
