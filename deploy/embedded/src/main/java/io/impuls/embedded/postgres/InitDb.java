package io.impuls.embedded.postgres;

import io.impuls.embedded.process.ChildFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Makes an empty cluster of databases: UTF-8, byte order, no passwords. */
final class InitDb {

  private final Path binaries;
  private final Unprivileged user;

  InitDb(Path binaries, Unprivileged user) {
    this.binaries = binaries;
    this.user = user;
  }

  void run(Path data) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                user.command(
                    List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        data.toString(),
                        "-U",
                        Databases.USER,
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions")))
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new ChildFailed("postgres: initdb failed in " + data + ":\n" + output);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ChildFailed("interrupted in initdb", e);
    }
  }
}
