package io.impuls.embedded.postgres;

import io.impuls.embedded.Directories;
import io.impuls.embedded.process.ChildFailed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the server's binaries once per machine and user into the temporary directory, beside
 * nothing else: later starts find them there.
 */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** Gives the directory that holds {@code bin}, {@code lib} and {@code share}. */
  static Path unpackedFrom(List<Path> jars) throws IOException {
    String machine = machine();
    Path jar =
        jars.stream()
            .filter(path -> path.getFileName().toString().contains("-binaries-" + machine + "-"))
            .findFirst()
            .orElseThrow(() -> new ChildFailed("there are no PostgreSQL binaries for " + machine));
    String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    Path cache =
        Path.of(System.getProperty("java.io.tmpdir"), "impuls-" + System.getProperty("user.name"));
    Path ready = cache.resolve(name);
    if (Files.isExecutable(ready.resolve("bin/postgres"))) {
      return ready;
    }
    Files.createDirectories(cache);
    Path fresh = Files.createTempDirectory(cache, "unpacking");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    unpack(jar, fresh);
    try {
      Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isExecutable(ready.resolve("bin/postgres"))) {
        throw e;
      }
      // another process was faster: its copy is as good
      Directories.delete(fresh);
    }
    return ready;
  }

  private static String machine() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String family = os.contains("mac") ? "darwin" : "linux";
    return family + "-" + (arch.equals("aarch64") ? "arm64v8" : "amd64");
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".txz")) {
          try (InputStream in = new BufferedInputStream(file.getInputStream(entry))) {
            untar(new TarArchiveInputStream(new XZInputStream(in)), target);
          }
          return;
        }
      }
    }
    throw new IOException(jar + " holds no archive");
  }

  private static void untar(TarArchiveInputStream tar, Path target) throws IOException {
    TarArchiveEntry entry;
    while ((entry = tar.getNextEntry()) != null) {
      Path path = target.resolve(entry.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException("the archive leaves its directory: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
        continue;
      }
      Files.createDirectories(path.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, path);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }
}
