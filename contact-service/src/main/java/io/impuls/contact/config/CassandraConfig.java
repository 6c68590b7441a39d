package io.impuls.contact.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Where timelines are kept. */
@ConfigMapping(prefix = "impuls.cassandra")
public interface CassandraConfig {

  /** Nodes to begin with, {@code host:port}, joined by commas. Default: one on this machine. */
  @WithDefault("127.0.0.1:9042")
  List<String> contactPoints();

  /** The local datacenter. Default {@code datacenter1}. */
  @WithDefault("datacenter1")
  String datacenter();

  /** Keyspace; created when missing. Default {@code impuls_contact}. */
  @WithDefault("impuls_contact")
  String keyspace();

  /** Copies in the local datacenter when the keyspace is created. Default 1; in production 3. */
  @WithDefault("1")
  int replicationFactor();
}
