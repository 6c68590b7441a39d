package io.impuls.campaign.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the topics are. */
@ConfigMapping(prefix = "impuls.kafka")
public interface KafkaConfig {

  /** Brokers, {@code host:port} joined by commas. Default: one on this machine. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();
}
