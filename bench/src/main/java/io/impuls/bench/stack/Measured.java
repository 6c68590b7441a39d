package io.impuls.bench.stack;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process under test. Both sides of a ratio run with the same Java, heap and collector. */
public final class Measured implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_GRACE = Duration.ofSeconds(30);
  private static final int PROBE_MILLIS = 2_000;

  private final Child child;
  private final int port;

  private Measured(Child child, int port) {
    this.child = child;
    this.port = port;
  }

  /** Starts the built tracking service and waits until it is ready. */
  static Measured service(Path jar, Path log, int port, Map<String, String> environment) {
    return start(log, port, List.of("-jar", jar.toString()), environment, "/q/health/ready");
  }

  /** Starts a main class of this module and waits until it answers HTTP. */
  static Measured bare(Class<?> main, Path log, int port, List<String> arguments) {
    List<String> words =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(arguments);
    return start(log, port, words, Map.of(), "/");
  }

  private static Measured start(
      Path log, int port, List<String> what, Map<String, String> environment, String probe) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Jdk.current().java(),
                "-Xmx448m",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
    words.addAll(what);
    Child child =
        new Child(
            log.getFileName().toString(),
            log,
            () -> Command.of(words, environment),
            () -> answers(port, probe));
    child.start();
    child.awaitReady(START_LIMIT);
    return new Measured(child, port);
  }

  /** Gives what it printed last, as the end of a message. */
  public String lastLines() {
    return child.lastLines();
  }

  /**
   * Does nothing while it runs.
   *
   * @throws IllegalStateException when it has ended; the message has its last lines
   */
  public void requireRunning() {
    if (!child.alive()) {
      throw new IllegalStateException(child.name() + " ended" + lastLines());
    }
  }

  /** Gives where it listens. */
  public int port() {
    return port;
  }

  /** Gives the processor time it has used so far. */
  public Duration cpu() {
    return ProcessHandle.of(child.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("the system does not tell processor time"));
  }

  /** Gives the memory it holds, in MiB. */
  public double residentMegabytes() {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(child.pid())).start();
      String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Long.parseLong(text.strip()) / 1024.0;
    } catch (IOException e) {
      throw new IllegalStateException("ps cannot be run", e);
    }
  }

  @Override
  public void close() {
    child.stop(STOP_GRACE);
  }

  private static boolean answers(int port, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setConnectTimeout(PROBE_MILLIS);
    connection.setReadTimeout(PROBE_MILLIS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }
}
