package io.impuls.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Visitors in a real browser, each in a profile of their own: {@code src/test/browser}. */
final class Chromium {

  private static final Path SCRIPT = Path.of("src", "test", "browser", "run.sh");

  /** The first run installs the packages. */
  private static final Duration MOST = Duration.ofSeconds(180);

  private Chromium() {}

  /** Plays a scenario, and gives what the browser saw. */
  static JsonNode play(String scenario, Map<String, String> given) {
    try {
      Path seen = Files.createTempFile("impuls-browser-", ".json");
      Process process =
          new ProcessBuilder(
                  "sh", SCRIPT.toString(), scenario, Json.mapper().writeValueAsString(given))
              .redirectOutput(seen.toFile())
              .redirectError(
                  ProcessBuilder.Redirect.appendTo(Path.of("target", "browser-it.log").toFile()))
              .start();
      if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(scenario + " did not end, see target/browser-it.log");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(scenario + " failed, see target/browser-it.log");
      }
      JsonNode told = Json.mapper().readTree(seen.toFile());
      Files.delete(seen);
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
