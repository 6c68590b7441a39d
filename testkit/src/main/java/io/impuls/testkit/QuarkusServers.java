package io.impuls.testkit;

import io.impuls.embedded.CassandraServer;
import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.postgres.Databases;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives a service under {@code @QuarkusTest} its servers, as the embedded stack would:
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(
 *     value = QuarkusServers.class,
 *     initArgs = @ResourceArg(name = "servers", value = "kafka,postgres"))
 * }</pre>
 *
 * <p>Each start of the application gets empty topics, a database, a keyspace and a state directory
 * of its own. Argument {@code topics=kept} leaves the topics as they are. Tokens come from {@link
 * TestTokens}.
 */
public final class QuarkusServers implements QuarkusTestResourceLifecycleManager {

  private ServerKind[] kinds = {};
  private boolean emptyTopics = true;
  private String database;

  @Override
  public void init(Map<String, String> arguments) {
    kinds =
        Arrays.stream(arguments.getOrDefault("servers", "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(name -> ServerKind.valueOf(name.toUpperCase(Locale.ROOT)))
            .toArray(ServerKind[]::new);
    emptyTopics = !"kept".equals(arguments.get("topics"));
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.test-port", "0");
    settings.put("impuls.instance-id", "test-1");
    settings.put("impuls.standbys", "0");
    settings.put("impuls.state-dir", TemporaryDirectory.make("impuls-state").toString());
    settings.put("impuls.auth.public-key", TestTokens.issuer().publicKey());
    ServerAddresses addresses = EmbeddedServers.addresses(kinds);
    for (ServerKind kind : kinds) {
      settings.putAll(settingsOf(kind, addresses));
    }
    return settings;
  }

  private Map<String, String> settingsOf(ServerKind kind, ServerAddresses addresses) {
    switch (kind) {
      case KAFKA -> {
        if (emptyTopics) {
          EmbeddedServers.resetKafka();
        }
        return Map.of("impuls.kafka.bootstrap-servers", addresses.kafka());
      }
      case POSTGRES -> {
        database = EmbeddedServers.freshDatabase();
        Databases databases = new Databases(addresses.postgres());
        return Map.of(
            "quarkus.datasource.jdbc.url",
            databases.jdbcUrl(database),
            "quarkus.datasource.reactive.url",
            databases.reactiveUrl(database),
            "quarkus.datasource.username",
            Databases.USER,
            "quarkus.datasource.password",
            Databases.PASSWORD);
      }
      case CASSANDRA -> {
        return Map.of(
            "impuls.cassandra.contact-points", addresses.cassandra(),
            "impuls.cassandra.datacenter", CassandraServer.DATACENTER,
            "impuls.cassandra.keyspace", EmbeddedServers.freshName());
      }
      case SMTP -> {
        String[] hostAndPort = addresses.smtp().split(":");
        return Map.of(
            "quarkus.mailer.host", hostAndPort[0],
            "quarkus.mailer.port", hostAndPort[1],
            "quarkus.mailer.mock", "false");
      }
    }
    throw new IllegalArgumentException(kind.label());
  }

  @Override
  public void stop() {
    if (database != null && Stream.of(kinds).anyMatch(ServerKind.POSTGRES::equals)) {
      new Databases(EmbeddedServers.addresses(kinds).postgres()).drop(database);
      database = null;
    }
  }
}
