package io.impuls.tracking.config;

import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Settings that every Impuls service has: where Kafka is, and which instance this is. */
@Singleton
public class InstanceConfig {

  @ConfigProperty(name = "impuls.kafka.bootstrap-servers", defaultValue = "localhost:19092")
  String bootstrapServers;

  @ConfigProperty(name = "impuls.instance-id", defaultValue = "tracking-1")
  String instanceId;

  @ConfigProperty(name = "impuls.state-dir", defaultValue = ".impuls/data/tracking-1")
  Path stateDir;

  @ConfigProperty(name = "impuls.standbys", defaultValue = "0")
  int standbys;

  @ConfigProperty(name = "impuls.advertised-url", defaultValue = "http://127.0.0.1:8081")
  URI advertisedUrl;
}
