package io.impuls.embedded.stack;

import java.util.OptionalLong;

/**
 * Ends this JVM in order when the script that started it is gone: nobody could stop it otherwise.
 */
final class ParentWatch {

  private static final long POLL_MILLIS = 500;

  private ParentWatch() {}

  static void start() {
    OptionalLong parent = parent();
    Thread thread =
        new Thread(
            () -> {
              // a new parent tells more than the old one's end: a zombie still counts as alive
              while (parent().equals(parent)) {
                try {
                  Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
              System.exit(1);
            },
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static OptionalLong parent() {
    return ProcessHandle.current().parent().stream().mapToLong(ProcessHandle::pid).findFirst();
  }
}
