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
public final class Documented {

  private static final Path PAGE = Path.of("..", "docs", "tracking.md");
  private static final String ADDRESS = "localhost:8081";

  private Documented() {}

  /** Gives the shell commands of a section, sent to {@code collector} instead of a demo stack. */
  static List<String> commands(String section, String collector) throws IOException {
    return blocks(section, "sh").stream().map(block -> block.replace(ADDRESS, collector)).toList();
  }

  /** Gives the blocks of a section in a language, as they stand. */
  public static List<String> blocks(String section, String language) throws IOException {
    return Arrays.stream(section(section).split("```" + language + "\n"))
        .skip(1)
        .map(part -> part.substring(0, part.indexOf("```")))
        .toList();
  }

  /** Gives a section with its heading. */
  static String section(String name) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("\n## " + name + "\n");
    assertThat(from).as(name).isNotNegative();
    int next = page.indexOf("\n## ", from + 1);
    return page.substring(from, next < 0 ? page.length() : next);
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
