package io.impuls.systemtests;

import io.impuls.demo.stack.RunningStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The repository's {@code ./dev}, for a stack that runs elsewhere than in {@code .impuls}. */
final class DevScript {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final long LIMIT_SECONDS = 120;

  private final RunningStack stack;
  private final Path directory;

  /** Makes it for a stack; commands run in {@code directory}, where their files are. */
  DevScript(RunningStack stack, Path directory) {
    this.stack = stack;
    this.directory = directory;
  }

  /**
   * What a command came to.
   *
   * @param code its exit code
   * @param said both of its outputs
   */
  record Outcome(int code, String said) {}

  /** Gives the shell commands of a section of docs/tracking.md that begin with {@code ./dev}. */
  static List<String> documented(String section) throws IOException {
    return blocks(section, "sh").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("./dev "))
        .toList();
  }

  /** Gives the blocks in a language of a section of docs/tracking.md. */
  static List<String> blocks(String section, String language) throws IOException {
    String page = Files.readString(REPOSITORY.resolve("docs").resolve("tracking.md"));
    String[] parts = page.split("\n## " + section + "\n", 2)[1].split("\n## ", 2);
    return Arrays.stream(parts[0].split("```" + language + "\n"))
        .skip(1)
        .map(part -> part.substring(0, part.indexOf("```")))
        .toList();
  }

  /** Runs a command as a reader types it. */
  Outcome run(String command) throws IOException, InterruptedException {
    Process process = start(command);
    process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).exceptionally(late -> end(process));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), said);
  }

  /** Starts a command; the script becomes the program that it starts, so that one process runs. */
  Process start(String command) {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash", "-c", "exec " + command.replace("./dev", REPOSITORY.resolve("dev") + ""))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().put("IMPULS_HOME", stack.addresses().getProperty("home"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly();
  }
}
