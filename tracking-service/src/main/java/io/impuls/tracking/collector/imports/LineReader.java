package io.impuls.tracking.collector.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads lines of bounded length. Of a longer one the beginning is given and the rest passed over,
 * so that one monster does not stop a file.
 */
final class LineReader {

  private static final int PIECE = 64 << 10;

  private final InputStream in;
  private final int most;
  private final byte[] piece = new byte[PIECE];
  private byte[] line = new byte[1 << 10];
  private int from;
  private int to;

  /** Reads {@code in}; gives at most {@code most} + 1 bytes of a line. */
  LineReader(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /** Gives the next line without its end; null behind the last. */
  byte[] next() throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (from == to) {
        int read = in.read(piece);
        if (read < 0) {
          return any ? line(length) : null;
        }
        from = 0;
        to = read;
      }
      any |= from < to;
      int end = from;
      while (end < to && piece[end] != '\n') {
        end++;
      }
      int kept = Math.min(end - from, most + 1 - length);
      if (length + kept > line.length) {
        line = Arrays.copyOf(line, Math.max(length + kept, Math.min(most + 1, line.length * 2)));
      }
      System.arraycopy(piece, from, line, length, kept);
      length += kept;
      boolean ended = end < to;
      from = ended ? end + 1 : end;
      if (ended) {
        return line(length);
      }
    }
  }

  private byte[] line(int length) {
    boolean carriageReturn = length > 0 && line[length - 1] == '\r';
    return Arrays.copyOf(line, carriageReturn ? length - 1 : length);
  }
}
