package io.impuls.bench.bare;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import io.impuls.embedded.process.Ports;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareResolverTest {

  /** Nobody listens there. */
  private static final String NO_BROKER = "127.0.0.1:1";

  @TempDir Path directory;

  @Test
  void runsOnWhileItWaitsForItsBrokerAndIsNotReady() {
    int port = Ports.free();
    List<String> words =
        List.of(
            Jdk.current().java(),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            System.getProperty("java.class.path"),
            BareResolver.class.getName(),
            NO_BROKER,
            directory.resolve("state").toString(),
            Integer.toString(port),
            "0");
    Child child =
        new Child(
            "bare",
            directory.resolve("bare.log"),
            () -> Command.of(words, Map.of()),
            () -> status(port) == HttpURLConnection.HTTP_UNAVAILABLE);
    child.start();
    try {
      child.awaitReady(Duration.ofMinutes(1));

      assertThat(child.alive()).isTrue();
    } finally {
      child.stop(Duration.ofSeconds(10));
    }
  }

  private static int status(int port) throws java.io.IOException {
    return ((HttpURLConnection)
            URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection())
        .getResponseCode();
  }
}
