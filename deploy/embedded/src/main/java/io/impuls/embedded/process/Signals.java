package io.impuls.embedded.process;

import java.io.IOException;

/** Sends signals that {@link ProcessHandle} does not know, such as INT. */
final class Signals {

  private Signals() {}

  static void send(ProcessHandle target, String signal) {
    if (signal.equals(Command.TERM)) {
      target.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(target.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      target.destroy();
    } catch (InterruptedException e) {
      target.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
