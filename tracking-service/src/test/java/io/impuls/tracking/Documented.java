package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commands that the documentation shows, run as they stand there. */
final class Documented {

  private static final Path PAGE = Path.of("..", "docs", "tracking.md");
  private static final String ADDRESS = "localhost:8081";

  private Documented() {}

  /** Gives the shell commands of a section, sent to {@code collector} instead of a demo stack. */
  static List<String> commands(String section, String collector) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n## " + section + "\n");
    assertThat(from).as(section).isNotNegative();
    int next = page.indexOf("\n## ", from + 1);
    String[] parts = page.substring(from, next < 0 ? page.length() : next).split("```sh\n");
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.substring(0, part.indexOf("```")).replace(ADDRESS, collector))
        .toList();
  }

  /** Runs a command and gives what it says. */
  static String run(String command) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).as(said).isZero();
    return said;
  }
}
