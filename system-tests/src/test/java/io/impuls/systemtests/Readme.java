package io.impuls.systemtests;

import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the commands of the README's "first ten minutes" as they stand, at this stack's ports. */
final class Readme {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- test: (\\w+) -->\\n```\\n(.*?)```", Pattern.DOTALL);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** A reader is slower than a script: wait until the card is there. */
  private static final String PATIENCE =
      """
      until curl -s "%s/v1/contacts?known=true&limit=1" -H "Authorization: Bearer $TOKEN" |
        grep me@example.test | grep -q '"scores":.*RETROSPOT'; do sleep 0.3; done
      """;

  private final TestStack stack;

  Readme(TestStack stack) {
    this.stack = stack;
  }

  /** Gives everything that the commands print. */
  String run() throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("set -eu\n");
    Matcher blocks = BLOCK.matcher(Files.readString(REPOSITORY.resolve("README.md")));
    while (blocks.find()) {
      script.append(blocks.group(2));
      if (blocks.group(1).equals("send")) {
        script.append(PATIENCE.formatted(stack.running().service("contact")));
      }
    }
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", here(script.toString()))
            .directory(REPOSITORY.toFile())
            .redirectErrorStream(true);
    // ./dev is the repository's, its keys are those of this stack
    builder.environment().put("IMPULS_HOME", stack.running().addresses().getProperty("home"));
    Process bash = builder.start();
    bash.getOutputStream().close();
    bash.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).exceptionally(late -> end(bash));
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (bash.waitFor() != 0) {
      throw new AssertionError("the README's commands failed:\n" + output);
    }
    return output;
  }

  private static Process end(Process bash) {
    bash.descendants().forEach(ProcessHandle::destroyForcibly);
    return bash.destroyForcibly();
  }

  private String here(String commands) {
    RunningStack running = stack.running();
    return commands
        .replace("http://127.0.0.1:8081", address(running.service("tracking")))
        .replace("http://127.0.0.1:8082", address(running.service("scoring")))
        .replace("http://127.0.0.1:8084", address(running.service("contact")))
        .replace("127.0.0.1:19092", running.kafka());
  }

  private static String address(URI service) {
    return service.toString();
  }
}
