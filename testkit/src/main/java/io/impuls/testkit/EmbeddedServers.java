package io.impuls.testkit;

import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.TopicCatalogue;
import io.impuls.embedded.postgres.Databases;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The servers that tests share, as a JUnit extension or by {@link #addresses(ServerKind...)}:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);
 * }</pre>
 *
 * <p>All tests of a build share one start: when the variable {@code IMPULS_TEST_SERVERS} names a
 * file of running servers (as {@code ./dev check} sets it), those are used; else they are started
 * once in this JVM. A test that kills a server starts one of its own with {@link
 * io.impuls.embedded.Servers}.
 */
public final class EmbeddedServers implements BeforeAllCallback {

  /** Names the file that says where running servers are. */
  public static final String VARIABLE = "IMPULS_TEST_SERVERS";

  private final Set<ServerKind> kinds;
  private ServerAddresses addresses;

  private EmbeddedServers(Set<ServerKind> kinds) {
    this.kinds = kinds;
  }

  /** Gives the extension for a test class that needs these servers. */
  public static EmbeddedServers with(ServerKind... kinds) {
    return new EmbeddedServers(set(kinds));
  }

  /** Gives where these servers are; starts what does not run yet. */
  public static ServerAddresses addresses(ServerKind... kinds) {
    return provider().provide(set(kinds));
  }

  /**
   * Makes the shared Kafka look new: no topics but the catalogue's, all of them empty, and no
   * consumer groups. Test classes of a build run one after another, so nobody else is using it.
   */
  public static void resetKafka() {
    TopicCatalogue.reset(addresses(ServerKind.KAFKA).kafka());
  }

  /** Makes a database that no other test uses, and gives its name. */
  public static String freshDatabase() {
    String name = freshName();
    databases().create(name);
    return name;
  }

  /** Gives the databases of the shared PostgreSQL. */
  public static Databases databases() {
    return new Databases(addresses(ServerKind.POSTGRES).postgres());
  }

  /** Gives a name for a keyspace or database that nobody has used. */
  public static String freshName() {
    return "t" + UUID.randomUUID().toString().replace("-", "");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    addresses = provider().provide(kinds);
  }

  /** Gives where the servers of this extension are. */
  public ServerAddresses addresses() {
    return addresses == null ? provider().provide(kinds) : addresses;
  }

  private static ServerProvider provider() {
    String file = System.getenv(VARIABLE);
    return file == null || file.isBlank() ? new OwnServers() : new RunningServers(Path.of(file));
  }

  private static Set<ServerKind> set(ServerKind... kinds) {
    Set<ServerKind> set = EnumSet.noneOf(ServerKind.class);
    set.addAll(List.of(kinds));
    return set;
  }
}
