package io.impuls.testkit;

import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;

/** Servers that somebody else started for the whole build; a file says where they are. */
final class RunningServers implements ServerProvider {

  private final Path file;

  RunningServers(Path file) {
    this.file = file;
  }

  @Override
  public ServerAddresses provide(Set<ServerKind> kinds) {
    try {
      return ServerAddresses.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the test servers' addresses cannot be read from " + file, e);
    }
  }
}
