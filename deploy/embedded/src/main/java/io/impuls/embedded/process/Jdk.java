package io.impuls.embedded.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A Java installation on this machine.
 *
 * @param home its directory
 * @param feature its feature release, such as 17
 */
public record Jdk(Path home, int feature) {

  /** Gives the installation that runs this code. */
  public static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /**
   * Gives an installation of exactly this feature release: the current one, one that a variable
   * such as {@code JAVA_HOME} or {@code JAVA17_HOME} names, or one in a usual place.
   */
  public static Optional<Jdk> find(int feature) {
    if (current().feature() == feature) {
      return Optional.of(current());
    }
    return candidates().stream()
        .map(Jdk::at)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.feature() == feature)
        .findFirst();
  }

  /** Gives the path of its {@code java}. */
  public String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  private static List<Path> candidates() {
    List<Path> found = new ArrayList<>();
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.forEach(
        (name, value) -> {
          if (name.matches("(JAVA|JDK).*")
              && name.contains("HOME")
              && value.startsWith("/")
              && !value.contains(":")) {
            found.add(Path.of(value));
          }
        });
    Path user = Path.of(System.getProperty("user.home"));
    addChildren(found, Path.of("/usr/lib/jvm"), "");
    addChildren(found, Path.of("/usr/lib64/jvm"), "");
    addChildren(found, Path.of("/opt"), "");
    addChildren(found, Path.of("/opt/java"), "");
    addChildren(found, Path.of("/Library/Java/JavaVirtualMachines"), "Contents/Home");
    addChildren(found, user.resolve("Library/Java/JavaVirtualMachines"), "Contents/Home");
    addChildren(found, user.resolve(".sdkman/candidates/java"), "");
    addChildren(found, user.resolve(".jdks"), "");
    addChildren(found, Path.of("/opt/homebrew/opt"), "libexec/openjdk.jdk/Contents/Home");
    addChildren(found, Path.of("/usr/local/opt"), "libexec/openjdk.jdk/Contents/Home");
    return found;
  }

  private static void addChildren(List<Path> found, Path parent, String below) {
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      children.forEach(child -> found.add(below.isEmpty() ? child : child.resolve(below)));
    } catch (IOException e) {
      // a place that cannot be read holds no installation for us
    }
  }

  /** Reads the file {@code release}, which every JDK since 8 has. */
  private static Optional<Jdk> at(Path home) {
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.exists(home.resolve("release"))) {
      return Optional.empty();
    }
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
      String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
