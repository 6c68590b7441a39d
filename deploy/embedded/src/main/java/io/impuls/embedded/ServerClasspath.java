package io.impuls.embedded;

import io.impuls.embedded.process.ChildFailed;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The jars of a server, apart from ours. The build writes their places in the local Maven
 * repository into {@code META-INF/impuls/<name>.classpath}, so that no jar of theirs reaches our
 * classpath.
 */
final class ServerClasspath {

  private static final String FOLDER = "META-INF/impuls/";

  private ServerClasspath() {}

  /** Gives the jars listed under {@code name}. */
  static List<Path> jars(String name) {
    String list;
    try (InputStream in = resource(name + ".classpath").openStream()) {
      list = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new ChildFailed("the list of " + name + "'s jars cannot be read", e);
    }
    List<Path> jars = Arrays.stream(list.split(File.pathSeparator)).map(Path::of).toList();
    Optional<Path> missing = jars.stream().filter(jar -> !Files.exists(jar)).findFirst();
    if (missing.isPresent()) {
      throw new ChildFailed(
          name + " lacks " + missing.get() + ": run ./mvnw -Dquick install to fetch it again");
    }
    return jars;
  }

  /** Gives the jars listed under {@code name} and the place of the list itself, as a classpath. */
  static String withOwnCode(String name) {
    List<String> places = new ArrayList<>();
    places.add(placeOf(name + ".classpath").toString());
    jars(name).forEach(jar -> places.add(jar.toString()));
    return String.join(File.pathSeparator, places);
  }

  /** Copies a file that lies beside the list. */
  static void copy(String file, Path target) throws IOException {
    try (InputStream in = resource(file).openStream()) {
      Files.write(target, in.readAllBytes());
    }
  }

  private static Path placeOf(String file) {
    URL url = resource(file);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      Path path = Path.of(url.toURI());
      for (int level = 0; level < (FOLDER + file).split("/").length; level++) {
        path = path.getParent();
      }
      return path;
    } catch (IOException | URISyntaxException e) {
      throw new ChildFailed("cannot find the place of " + url, e);
    }
  }

  private static URL resource(String file) {
    URL url = ServerClasspath.class.getClassLoader().getResource(FOLDER + file);
    if (url == null) {
      throw new ChildFailed(file + " is not on the classpath: build the module that provides it");
    }
    return url;
  }
}
