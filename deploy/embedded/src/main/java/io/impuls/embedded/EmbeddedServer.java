package io.impuls.embedded;

import io.impuls.embedded.process.Child;
import java.time.Duration;

/**
 * A real server as a child process on the loopback interface. It keeps its data in its directory,
 * so that a restart (also after {@link #kill}) goes on where it was.
 */
public interface EmbeddedServer {

  /** Gives the process, for a supervisor. */
  Child child();

  /** Gives {@code host:port} at which clients reach it. */
  String address();

  /** Gives the shown name. */
  default String name() {
    return child().name();
  }

  /** Starts it and returns at once. */
  default void start() {
    child().start();
  }

  /**
   * Waits until clients can work with it.
   *
   * @throws io.impuls.embedded.process.ChildFailed when it ended or {@code limit} passed; the
   *     message shows its last log lines
   */
  default void awaitReady(Duration limit) {
    child().awaitReady(limit);
  }

  /** Stops it in order, or the hard way after {@code grace}. */
  default void stop(Duration grace) {
    child().stop(grace);
  }

  /** Kills it at once, as an accident would. */
  default void kill() {
    child().kill();
  }
}
