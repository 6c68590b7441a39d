package io.impuls.embedded.postgres;

import io.impuls.embedded.process.ChildFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets programs that refuse root run all the same. Where it works, a user namespace of their own
 * makes them see an ordinary user while files stay ours; else they run as {@code nobody}, who gets
 * the directory.
 */
final class Unprivileged {

  private static final String NOBODY = "65534";

  private final List<String> prefix;

  private Unprivileged(List<String> prefix) {
    this.prefix = List.copyOf(prefix);
  }

  /**
   * Gives the way that works here.
   *
   * @param binaries must be readable for the programs
   * @param directory must be writable for them; changes its owner when there is no other way
   * @throws ChildFailed when there is no way
   */
  static Unprivileged forThisUser(Path binaries, Path directory) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Unprivileged(List.of());
    }
    List<String> namespace = List.of("unshare", "-U");
    if (works(namespace, List.of("true"))) {
      return new Unprivileged(namespace);
    }
    List<String> nobody =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    works(List.of("chown", "-R", NOBODY + ":" + NOBODY), List.of(directory.toString()));
    if (works(nobody, List.of("test", "-w", directory.toString()))
        && works(nobody, List.of("test", "-x", binaries.resolve("bin/postgres").toString()))) {
      return new Unprivileged(nobody);
    }
    throw new ChildFailed(
        "PostgreSQL refuses root, and neither a user namespace (unshare -U) nor the user nobody"
            + " can use "
            + directory
            + ": run as another user, or from a directory that every user may enter");
  }

  /** Gives the command line that runs {@code words} this way. */
  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  private static boolean works(List<String> prefix, List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    try {
      return new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChildFailed("interrupted while looking for an unprivileged user", e);
    }
  }
}
