package io.impuls.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanIT {

  @Test
  void noChildOutlivesAParentThatWasKilled(@TempDir Path directory) throws IOException {
    Process parent =
        new ProcessBuilder(
                Jdk.current().java(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ProcessHandle child;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      parent.destroyForcibly();
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive());
  }

  /** Starts a child that does not listen to SIGTERM, and waits for its own end. */
  public static final class Parent {

    private Parent() {}

    /** Takes a directory for the log. */
    public static void main(String[] args) throws IOException {
      Child child =
          new Child(
              "stubborn",
              Path.of(args[0], "stubborn.log"),
              () ->
                  Command.of(
                      List.of("/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
                      Map.of()),
              () -> true);
      child.start();
      System.out.println(child.pid());
      System.in.read();
    }
  }
}
