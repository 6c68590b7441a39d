package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.embedded.ServerKind;
import io.impuls.scoring.TestChanges;
import io.impuls.service.webhook.WebhookDesk;
import io.impuls.service.webhook.WebhookView;
import io.impuls.service.webhook.Webhooks;
import io.impuls.testkit.EmbeddedServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/consumers.md that take webhooks, as they stand there. */
class WebhookProgramsIT {

  @RegisterExtension static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);

  private static final Path PAGE = Path.of("..", "docs", "consumers.md");
  private static final Pattern PROGRAM =
      Pattern.compile("<!-- test: (webhook\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path home;
  private final UUID workspace = UUID.randomUUID();
  private final UUID ann = UUID.randomUUID();
  private final TestWebhooks service = new TestWebhooks();
  private Webhooks webhooks;

  @BeforeEach
  void writePrograms() throws IOException {
    Matcher programs = PROGRAM.matcher(Files.readString(PAGE));
    while (programs.find()) {
      Files.writeString(home.resolve(programs.group(1)), programs.group(2));
    }
    webhooks = service.start("one");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void thePythonProgramTakesWhatIsSignedAndNothingElse() throws Exception {
    takesWhatIsSignedAndNothingElse("python3", "webhook.py");
  }

  @Test
  void theNodeProgramTakesWhatIsSignedAndNothingElse() throws Exception {
    takesWhatIsSignedAndNothingElse("node", "webhook.mjs");
  }

  private void takesWhatIsSignedAndNothingElse(String... command) throws Exception {
    int port = freePort();
    URI url = URI.create("http://127.0.0.1:%d/".formatted(port));
    WebhookView hook =
        webhooks
            .desk()
            .register(
                workspace,
                new WebhookDesk.Order("program", url.toString(), List.of("score-changes"), "now"),
                "user");
    String newest = webhooks.desk().rotate(workspace, hook.id(), "user").secret();
    // it knows the former secret alone, as who has not changed over yet
    Process program = start(port, hook.secret(), command);
    try {
      service.write(
          TestChanges.change(workspace, ann, "engagement", 1, 20, null),
          TestChanges.change(workspace, ann, "engagement", 2, 60, "HOT"));
      await().atMost(PATIENCE).until(() -> printed().size() == 2);
      // told again, it is the same to the program
      webhooks.desk().replay(workspace, hook.id(), "beginning", "user");
      service.write(TestChanges.change(workspace, ann, "engagement", 3, 70, "HOT"));
      await().atMost(PATIENCE).until(() -> printed().size() == 3);
      assertThat(printed())
          .containsExactly(
              ann + " engagement 0 -> 20 -",
              ann + " engagement 0 -> 60 HOT",
              ann + " engagement 0 -> 70 HOT");

      assertThat(post(url, "v1," + "A".repeat(43) + "=")).isEqualTo(401);
      assertThat(post(url, "nonsense")).isEqualTo(401);
      assertThat(printed()).hasSize(3);
      assertThat(newest).isNotEqualTo(hook.secret());
    } finally {
      program.destroy();
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      webhooks.desk().delete(workspace, hook.id(), "user");
    }
  }

  private Process start(int port, String secret, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(home.resolve("out.log").toFile())
            .redirectError(home.resolve("error.log").toFile());
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("SECRET", secret);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "no %s found: install Node.js 18 or newer and Python 3.9 or newer".formatted(command[0]),
          e);
    }
  }

  private List<String> printed() throws IOException {
    return Files.readAllLines(home.resolve("out.log"));
  }

  private static int post(URI url, String signature) throws Exception {
    HttpRequest forged =
        HttpRequest.newBuilder(url)
            .header("webhook-id", "forged")
            .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
            .header("webhook-signature", signature)
            .POST(BodyPublishers.ofString("{\"data\":{}}"))
            .build();
    return HttpClient.newHttpClient().send(forged, BodyHandlers.discarding()).statusCode();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
