package io.impuls.embedded.postgres;

import io.impuls.embedded.EmbeddedServer;
import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * One PostgreSQL server without passwords on the loopback interface. It also runs for root, whom
 * PostgreSQL itself refuses ({@link Unprivileged}).
 */
public final class PostgresServer implements EmbeddedServer {

  /** Signal of the "fast" shutdown: it ends connections instead of waiting for them. */
  private static final String FAST = "INT";

  private final Path directory;
  private final int port;
  private final List<Path> jars;
  private final Databases databases;
  private final Child child;

  /**
   * Describes a server.
   *
   * @param directory where it keeps its data
   * @param logs where its log goes
   * @param port at which clients reach it
   * @param jars the jars of which one holds the binaries for this machine
   */
  public PostgresServer(Path directory, Path logs, int port, List<Path> jars) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.jars = List.copyOf(jars);
    this.databases = new Databases(address());
    this.child = new Child("postgres", logs.resolve("postgres.log"), this::prepare, this::answers);
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Gives its databases. */
  public Databases databases() {
    return databases;
  }

  private Command prepare() throws IOException {
    Path binaries = PostgresBinaries.unpackedFrom(jars);
    Path data = directory.resolve("data");
    Files.createDirectories(directory);
    Unprivileged user = Unprivileged.forThisUser(binaries, directory);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      new InitDb(binaries, user).run(data);
    }
    forgetStrangers(data.resolve("postmaster.pid"));
    return new Command(
        user.command(
            List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                // what a killed process wrote survives without it; only a power cut does not
                "-c",
                "fsync=off",
                "-c",
                "max_connections=150",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC")),
        Map.of("LC_ALL", "C", "TZ", "UTC"),
        FAST);
  }

  /**
   * Removes the file of a killed server when its process id now belongs to another program, which
   * PostgreSQL would take for that server. All else it judges better than we could.
   */
  private static void forgetStrangers(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    String pid = Files.readAllLines(pidFile).stream().findFirst().orElse("").strip();
    boolean stranger =
        pid.matches("\\d+")
            && ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().command())
                .filter(command -> !command.endsWith("/postgres"))
                .isPresent();
    if (stranger) {
      Files.delete(pidFile);
    }
  }

  private boolean answers() throws SQLException {
    try (Connection connection = databases.connect("postgres")) {
      return connection.isValid(1);
    }
  }
}
