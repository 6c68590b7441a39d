package io.impuls.embedded.stack;

import java.nio.file.Path;

/**
 * Where a stack keeps things.
 *
 * @param home the directory of it all, such as {@code .impuls}
 */
public record StackDirectory(Path home) {

  public StackDirectory {
    home = home.toAbsolutePath().normalize();
  }

  /** What the servers and services remember. */
  public Path data() {
    return home.resolve("data");
  }

  /** One file per process. */
  public Path logs() {
    return home.resolve("logs");
  }

  /** The signing key. */
  public Path keys() {
    return home.resolve("keys");
  }

  /** What exists only while the stack runs. */
  public Path run() {
    return home.resolve("run");
  }

  /** Held by the running stack. */
  public Path lock() {
    return run().resolve("lock");
  }

  /** How to reach the running stack's {@link ControlChannel}. */
  public Path control() {
    return run().resolve("control");
  }

  /** Where everything is, once it is ready: {@link StackAddresses}. */
  public Path addresses() {
    return run().resolve("stack.properties");
  }
}
