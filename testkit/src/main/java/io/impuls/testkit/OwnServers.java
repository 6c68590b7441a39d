package io.impuls.testkit;

import io.impuls.embedded.Directories;
import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Servers of this JVM: each kind is started on first use, and all are gone when the JVM ends. */
final class OwnServers implements ServerProvider {

  /**
   * Prefix of the system properties that hold the addresses: Quarkus loads this class more than
   * once, and the servers are to be started once.
   */
  private static final String PREFIX = "impuls.test.servers.";

  @Override
  public ServerAddresses provide(Set<ServerKind> kinds) {
    synchronized (OnePerJvm.LOCK) {
      Set<ServerKind> missing = EnumSet.noneOf(ServerKind.class);
      kinds.stream().filter(kind -> property(kind.label()) == null).forEach(missing::add);
      if (!missing.isEmpty()) {
        start(missing);
      }
      return new ServerAddresses(
          property("kafka"),
          property("postgres"),
          property("cassandra"),
          property("smtp"),
          property("imap"));
    }
  }

  private static void start(Set<ServerKind> kinds) {
    Path directory = TemporaryDirectory.make("impuls-servers");
    Servers servers =
        new Servers(
            kinds, directory.resolve("data"), directory.resolve("logs"), ServerPorts.free());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  servers.kill();
                  Directories.discard(directory);
                }));
    servers.start(message -> {});
    ServerAddresses started = servers.addresses();
    remember("kafka", started.kafka());
    remember("postgres", started.postgres());
    remember("cassandra", started.cassandra());
    remember("smtp", started.smtp());
    remember("imap", started.imap());
  }

  private static String property(String name) {
    return System.getProperty(PREFIX + name);
  }

  private static void remember(String name, String address) {
    if (address != null) {
      System.setProperty(PREFIX + name, address);
    }
  }
}
