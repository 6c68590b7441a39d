package io.impuls.bench.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where and of what a result is.
 *
 * @param commit the tree that was measured; a {@code +} behind it says that it had changes
 * @param description processors, memory, system and Java
 */
public record Machine(String commit, String description) {

  /** Gives this machine, and the commit of the checkout at {@code root}. */
  public static Machine of(Path root) {
    String commit = output(root, "git", "rev-parse", "--short", "HEAD");
    boolean changed = !output(root, "git", "status", "--porcelain").isEmpty();
    Runtime runtime = Runtime.getRuntime();
    String description =
        "%d cores, %s, %s %s, Java %s"
            .formatted(
                runtime.availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version());
    return new Machine(changed ? commit + "+" : commit, description);
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }

  private static String output(Path directory, String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? text.strip() : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
