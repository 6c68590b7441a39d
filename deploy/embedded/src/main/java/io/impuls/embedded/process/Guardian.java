package io.impuls.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Ends the children of this JVM when the JVM itself cannot: after SIGKILL or a crash. It is a shell
 * that reads the children's process ids from a pipe; the end of the pipe is the end of the JVM.
 */
final class Guardian {

  /** Time between asking and killing when the JVM is gone. */
  private static final int GRACE_TENTHS = 50;

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      watched=
      while read -r change entry; do
        if [ "$change" = + ]; then
          watched="$watched $entry"
        else
          kept=
          for w in $watched; do [ "${w%%%%:*}" = "$entry" ] || kept="$kept $w"; done
          watched=$kept
        fi
      done
      for w in $watched; do kill -"${w#*:}" "${w%%%%:*}" 2>/dev/null; done
      tenths=0
      while [ $tenths -lt %d ]; do
        left=
        for w in $watched; do kill -0 "${w%%%%:*}" 2>/dev/null && left=1; done
        [ -z "$left" ] && exit 0
        sleep 0.1
        tenths=$((tenths + 1))
      done
      for w in $watched; do kill -KILL "${w%%%%:*}" 2>/dev/null; done
      """
          .formatted(GRACE_TENTHS);

  private static final Guardian INSTANCE = new Guardian();

  private OutputStream pipe;

  private Guardian() {}

  static Guardian instance() {
    return INSTANCE;
  }

  synchronized void watch(ProcessHandle child, String signal) {
    tell("+ " + child.pid() + ":" + signal);
  }

  synchronized void forget(ProcessHandle child) {
    tell("- " + child.pid());
  }

  private void tell(String line) {
    try {
      if (pipe == null) {
        pipe =
            new ProcessBuilder("/bin/sh", "-c", SCRIPT, "impuls-guardian")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream();
      }
      pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      throw new ChildFailed("children cannot be watched: " + e.getMessage(), e);
    }
  }
}
