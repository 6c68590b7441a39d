package io.impuls.embedded;

import io.impuls.embedded.postgres.PostgresServer;
import io.impuls.embedded.process.ChildFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Several servers that are started side by side and stopped together. */
public final class Servers implements AutoCloseable {

  /** A server that cannot start ends, which is noticed at once; this is for busy machines. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  private final Map<ServerKind, EmbeddedServer> servers = new EnumMap<>(ServerKind.class);

  /**
   * Describes servers; nothing is started yet.
   *
   * @param kinds which ones
   * @param data directory of their data, one below for each
   * @param logs directory of their logs
   * @param ports where they listen
   */
  public Servers(Set<ServerKind> kinds, Path data, Path logs, ServerPorts ports) {
    for (ServerKind kind : kinds) {
      servers.put(kind, make(kind, data.resolve(kind.label()), logs, ports));
    }
  }

  private static EmbeddedServer make(
      ServerKind kind, Path directory, Path logs, ServerPorts ports) {
    return switch (kind) {
      case KAFKA -> new KafkaServer(directory, logs, ports.kafka(), ports.kafkaController());
      case POSTGRES ->
          new PostgresServer(directory, logs, ports.postgres(), ServerClasspath.jars("postgres"));
      case CASSANDRA ->
          new CassandraServer(directory, logs, ports.cassandra(), ports.cassandraStorage());
      case SMTP -> new SmtpServer(logs, ports.smtp(), ports.imap());
    };
  }

  /**
   * Starts them all, waits until each is ready, and makes the topics.
   *
   * @param progress is told what happens, in words
   * @throws ChildFailed when one does not come up; the others are stopped then
   */
  public void start(Consumer<String> progress) {
    long begin = System.nanoTime();
    try {
      List<CompletableFuture<Void>> starts = new ArrayList<>();
      for (EmbeddedServer server : servers.values()) {
        starts.add(
            CompletableFuture.runAsync(
                () -> {
                  server.start();
                  server.awaitReady(START_LIMIT);
                  if (server instanceof KafkaServer kafka) {
                    TopicCatalogue.create(kafka.address());
                  }
                  progress.accept(
                      "%s is ready after %.1f s"
                          .formatted(server.name(), (System.nanoTime() - begin) / 1e9));
                },
                task -> new Thread(task, "start-" + server.name()).start()));
      }
      starts.forEach(CompletableFuture::join);
    } catch (RuntimeException e) {
      close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof ChildFailed failed ? failed : new ChildFailed(cause.toString(), e);
    }
  }

  /** Gives every server, in the order of {@link ServerKind}. */
  public Collection<EmbeddedServer> all() {
    return List.copyOf(servers.values());
  }

  /** Gives the server of this kind. */
  public EmbeddedServer get(ServerKind kind) {
    EmbeddedServer server = servers.get(kind);
    if (server == null) {
      throw new IllegalArgumentException(kind.label() + " was not asked for");
    }
    return server;
  }

  /** Gives where they are. */
  public ServerAddresses addresses() {
    return new ServerAddresses(
        address(ServerKind.KAFKA),
        address(ServerKind.POSTGRES),
        address(ServerKind.CASSANDRA),
        address(ServerKind.SMTP),
        servers.get(ServerKind.SMTP) instanceof SmtpServer smtp ? smtp.imapAddress() : null);
  }

  /** Stops them side by side, in order where they let themselves. */
  @Override
  public void close() {
    stop(STOP_GRACE);
  }

  /** Stops them side by side, the hard way after {@code grace}. */
  public void stop(Duration grace) {
    servers.values().parallelStream().forEach(server -> server.stop(grace));
  }

  /** Kills them; for servers whose data nobody needs. */
  public void kill() {
    servers.values().forEach(EmbeddedServer::kill);
  }

  private String address(ServerKind kind) {
    EmbeddedServer server = servers.get(kind);
    return server == null ? null : server.address();
  }
}
