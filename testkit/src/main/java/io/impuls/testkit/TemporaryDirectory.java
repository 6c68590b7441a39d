package io.impuls.testkit;

import io.impuls.embedded.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories that are gone when the JVM has ended. */
final class TemporaryDirectory {

  private TemporaryDirectory() {}

  static Path make(String prefix) {
    try {
      Path directory = Files.createTempDirectory(prefix);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.discard(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }
}
