package io.impuls.embedded.stack;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries of a command-line program from talking. */
final class QuietLogs {

  /** Held here: the log manager itself would forget a logger that nobody holds. */
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("org.apache.kafka"), Logger.getLogger("org.postgresql"));

  private QuietLogs() {}

  static void set() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
