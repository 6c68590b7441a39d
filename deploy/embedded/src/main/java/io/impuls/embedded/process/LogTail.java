package io.impuls.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log without reading the whole of it. */
final class LogTail {

  private static final int BYTES = 16 * 1024;

  /** Longer lines are cut: the whole of them is in the file. */
  private static final int WIDTH = 240;

  private LogTail() {}

  /**
   * Gives at most {@code count} last lines of what stands after {@code start}; none when the file
   * cannot be read.
   */
  static List<String> of(Path log, long start, int count) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.min(file.length(), Math.max(start, file.length() - BYTES));
      byte[] end = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
          .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + " ..." : line)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
