package io.impuls.tracking.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;

/** Settings that every Impuls service has: where Kafka is, and which instance this is. */
@ConfigMapping(prefix = "impuls")
public interface InstanceConfig {

  /** Stable name of this instance: after a restart it gets its old work back at once. */
  @WithDefault("tracking-1")
  String instanceId();

  /** Directory of the state stores; kept between runs, or the next start restores them. */
  @WithDefault(".impuls/data/tracking-1")
  Path stateDir();

  /** Warm copies of each store on other instances: 0 with one instance, 1 with more. */
  @WithDefault("0")
  int standbys();

  /** Where other instances reach this one's HTTP port. */
  @WithDefault("http://127.0.0.1:8081")
  URI advertisedUrl();

  /** The brokers. */
  Kafka kafka();

  /** The brokers. */
  interface Kafka {
    /** {@code host:port} list. */
    @WithDefault("127.0.0.1:19092")
    String bootstrapServers();
  }
}
