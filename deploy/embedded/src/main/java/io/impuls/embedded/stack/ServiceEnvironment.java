package io.impuls.embedded.stack;

import io.impuls.embedded.CassandraServer;
import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.postgres.Databases;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of the services in this stack, as the variables that would configure them
 * anywhere else too.
 */
final class ServiceEnvironment {

  private final StackOptions options;
  private final ServerAddresses servers;
  private final String publicKey;
  private final String linkKeys;
  private final String webhookKeys;

  ServiceEnvironment(
      StackOptions options,
      ServerAddresses servers,
      String publicKey,
      String linkKeys,
      String webhookKeys) {
    this.options = options;
    this.servers = servers;
    this.publicKey = publicKey;
    this.linkKeys = linkKeys;
    this.webhookKeys = webhookKeys;
  }

  Map<String, String> of(ServiceInstance instance) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", Integer.toString(instance.port()));
    variables.put("IMPULS_KAFKA_BOOTSTRAP_SERVERS", servers.kafka());
    variables.put("IMPULS_INSTANCE_ID", instance.id());
    variables.put(
        "IMPULS_STATE_DIR",
        options.directory().data().resolve("state").resolve(instance.id()).toString());
    // a second instance keeps a warm copy of the first one's state
    variables.put("IMPULS_STANDBYS", options.instances().get(instance.kind()) > 1 ? "1" : "0");
    variables.put("IMPULS_ADVERTISED_URL", instance.url().toString());
    variables.put("IMPULS_AUTH_PUBLIC_KEY", publicKey);
    variables.put("MALLOC_ARENA_MAX", "2");
    // we ask twice a second until it is ready, and each "not yet" would be a line
    variables.put("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN");
    switch (instance.kind()) {
      case CONTACT -> {
        addDatabase(variables, instance.kind());
        variables.put("IMPULS_CASSANDRA_CONTACT_POINTS", servers.cassandra());
        variables.put("IMPULS_CASSANDRA_DATACENTER", CassandraServer.DATACENTER);
        variables.put("IMPULS_CASSANDRA_KEYSPACE", "impuls_contact");
      }
      case CAMPAIGN -> {
        addDatabase(variables, instance.kind());
        String[] smtp = servers.smtp().split(":");
        variables.put("QUARKUS_MAILER_HOST", smtp[0]);
        variables.put("QUARKUS_MAILER_PORT", smtp[1]);
        variables.put("IMPULS_CAMPAIGN_LINKS_KEYS", linkKeys);
        variables.put("IMPULS_CAMPAIGN_LINKS_COLLECTOR_URL", collector());
      }
      case TRACKING -> {
        variables.put("IMPULS_TRACKING_DEMO_SHOP_ENABLED", "true");
        variables.put("IMPULS_TRACKING_MESSAGES_KEYS", linkKeys);
      }
      case SCORING, SEGMENTATION -> {
        variables.put("IMPULS_WEBHOOKS_KEYS", webhookKeys);
        // a subscriber that is being written listens on this machine
        variables.put("IMPULS_WEBHOOKS_INSIDE_NETWORKS", "127.0.0.0/8");
      }
    }
    variables.putAll(options.environment());
    return variables;
  }

  private String collector() {
    return options.services().stream()
        .filter(service -> service.kind() == ServiceKind.TRACKING)
        .findFirst()
        .orElseThrow()
        .url()
        .toString();
  }

  private void addDatabase(Map<String, String> variables, ServiceKind kind) {
    Databases databases = new Databases(servers.postgres());
    variables.put("QUARKUS_DATASOURCE_JDBC_URL", databases.jdbcUrl(kind.label()));
    variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", databases.reactiveUrl(kind.label()));
    variables.put("QUARKUS_DATASOURCE_USERNAME", Databases.USER);
    variables.put("QUARKUS_DATASOURCE_PASSWORD", Databases.PASSWORD);
  }
}
