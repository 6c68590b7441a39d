package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The published clients for Node.js, installed by the machine's npm from the committed lock. */
final class NodeClients {

  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path HOME = Path.of("target", "clients");
  private static final int MOST_SECONDS = 180;

  private NodeClients() {}

  /** Installs them; a second time takes a second. */
  static void install() throws Exception {
    Files.createDirectories(HOME);
    for (String file : List.of("package.json", "package-lock.json", "send.mjs")) {
      Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  }

  /** Lets them send; fails with what they say when they cannot. */
  static void send(String collector, String segmentKey, String time) throws Exception {
    assertThat(run("node", "send.mjs", collector, segmentKey, time)).endsWith("sent\n");
  }

  private static String run(String... command) throws Exception {
    Path log = HOME.resolve(command[0] + ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          "no %s found: install Node.js 20 or newer with npm (Debian: apt install npm)"
              .formatted(command[0]),
          e);
    }
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " did not end");
    }
    String said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
