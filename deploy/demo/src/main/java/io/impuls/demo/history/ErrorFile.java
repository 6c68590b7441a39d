package io.impuls.demo.history;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lines that were not taken, each with its reason: {@code FILE.errors.csv}. */
final class ErrorFile implements AutoCloseable {

  private final Path file;
  private CsvWriter out;

  /** Makes the file; of an earlier one {@code kept} bytes stay, and are added to. */
  ErrorFile(Path file, long kept) throws IOException {
    this.file = file;
    if (kept == 0) {
      Files.deleteIfExists(file);
    } else if (bytes() > kept) {
      try (FileChannel earlier = FileChannel.open(file, StandardOpenOption.WRITE)) {
        earlier.truncate(kept);
      }
    }
  }

  /** Gives how many bytes have been written, earlier ones among them. */
  long bytes() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Adds one; {@code field} may be null. */
  void add(long line, long row, String reason, String field, String detail) throws IOException {
    if (out == null) {
      boolean begun = Files.exists(file);
      out = CsvWriter.builder().build(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (!begun) {
        out.writeRecord("line", "row", "reason", "field", "detail");
      }
    }
    out.writeRecord(
        Long.toString(line), Long.toString(row), reason, field == null ? "" : field, detail);
  }

  /** Writes what has been added. */
  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
