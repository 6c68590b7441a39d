package io.impuls.embedded.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The servers are real, the services are fakes: what is tested is who starts, watches and stops.
 */
class StackIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void runsSupervisesAndStopsEverything() throws IOException {
    Path jar = FakeService.jar(directory);
    StackOptions options =
        new StackOptions(
            directory,
            new StackDirectory(directory.resolve("home")),
            ServerPorts.free(),
            List.of(
                new ServiceInstance(ServiceKind.SCORING, 1, Ports.free(), jar),
                new ServiceInstance(ServiceKind.SCORING, 2, Ports.free(), jar),
                new ServiceInstance(ServiceKind.CONTACT, 1, Ports.free(), jar)),
            Map.of("IMPULS_EXTRA", "extra"));
    Stack stack = new Stack(options, message -> {});
    stack.start();
    try {
      assertThat(options.directory().addresses()).isRegularFile();
      URI scoring = options.services().get(0).url();
      URI contact = options.services().get(2).url();
      assertThat(get(scoring, "IMPULS_INSTANCE_ID")).isEqualTo("scoring-1");
      assertThat(get(scoring, "IMPULS_STANDBYS")).isEqualTo("1");
      assertThat(get(scoring, "IMPULS_EXTRA")).isEqualTo("extra");
      assertThat(get(contact, "IMPULS_STANDBYS")).isEqualTo("0");
      assertThat(get(contact, "IMPULS_AUTH_PUBLIC_KEY")).isEqualTo(stack.tokens().publicKey());
      assertThat(get(contact, "QUARKUS_DATASOURCE_JDBC_URL"))
          .isEqualTo("jdbc:postgresql://" + stack.serverAddresses().postgres() + "/contact");

      assertThatThrownBy(() -> new Stack(options, message -> {}).start())
          .isInstanceOf(ChildFailed.class)
          .hasMessageContaining("a stack already runs here");
      assertThat(options.directory().addresses()).isRegularFile();

      assertThat(ControlChannel.call(options.directory().control(), "kill scoring"))
          .isEqualTo("ok kill scoring-1, scoring-2");
      stack.awaitReady(LIMIT);
      assertThat(get(scoring, "IMPULS_INSTANCE_ID")).isEqualTo("scoring-1");

      stack.stop("contact-1");
      assertThatThrownBy(() -> get(contact, "")).isInstanceOf(IOException.class);
      stack.startAgain("contact-1");
      stack.awaitReady(LIMIT);

      stack.kill("kafka");
      stack.awaitReady(LIMIT);
    } finally {
      stack.close();
    }
    await().atMost(LIMIT).until(() -> runningIn(directory).isEmpty());
    assertThat(options.directory().addresses()).doesNotExist();
    assertThat(options.directory().control()).doesNotExist();
    assertThat(Files.list(options.directory().logs()))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder(
            "kafka.log",
            "postgres.log",
            "cassandra.log",
            "smtp.log",
            "scoring-1.log",
            "scoring-2.log",
            "contact-1.log");
  }

  private static String get(URI service, String variable) throws IOException {
    try (InputStream in = service.resolve("/" + variable).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> runningIn(Path directory) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(directory.toString()))
        .toList();
  }
}
