package io.impuls.demo.history;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * How far a run has come, in a small file of its own.
 *
 * @param nextRow the first row that has not been taken
 * @param accepted rows that became events
 * @param rejected rows that did not
 * @param errorBytes bytes of the error file that tell of them: what is behind was written by who
 *     was stopped before the rows counted as taken, and will be written again
 */
record ImportState(long nextRow, long accepted, long rejected, long errorBytes) {

  private static final String NEXT = "nextRow";
  private static final String ACCEPTED = "accepted";
  private static final String REJECTED = "rejected";
  private static final String ERROR_BYTES = "errorBytes";

  /** Gives the state of a run; its beginning when the file does not exist. */
  static ImportState read(Path file) throws IOException {
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        kept.load(in);
      }
    }
    return new ImportState(
        Long.parseLong(kept.getProperty(NEXT, "1")),
        Long.parseLong(kept.getProperty(ACCEPTED, "0")),
        Long.parseLong(kept.getProperty(REJECTED, "0")),
        Long.parseLong(kept.getProperty(ERROR_BYTES, Long.toString(Long.MAX_VALUE))));
  }

  /** Keeps it; a power cut leaves the state before or this one. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Properties kept = new Properties();
    kept.setProperty(NEXT, Long.toString(nextRow));
    kept.setProperty(ACCEPTED, Long.toString(accepted));
    kept.setProperty(REJECTED, Long.toString(rejected));
    kept.setProperty(ERROR_BYTES, Long.toString(errorBytes));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (Writer out = Files.newBufferedWriter(next)) {
      kept.store(out, null);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
