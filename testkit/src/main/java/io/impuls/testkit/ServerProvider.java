package io.impuls.testkit;

import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.ServerKind;
import java.util.Set;

/**
 * Where the servers of tests come from. The embedded ones are one answer; containers would be
 * another.
 */
public interface ServerProvider {

  /** Gives the addresses of at least {@code kinds}, all of them ready and with their topics. */
  ServerAddresses provide(Set<ServerKind> kinds);
}
