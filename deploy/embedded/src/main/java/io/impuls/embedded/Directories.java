package io.impuls.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories with all that is in them. */
public final class Directories {

  private Directories() {}

  /** Deletes a directory, or fails. */
  public static void delete(Path root) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** Deletes what can be deleted of a temporary directory: it is no reason to fail. */
  public static void discard(Path root) {
    try {
      delete(root);
    } catch (IOException e) {
      // the system clears its temporary directory
    }
  }
}
