package io.impuls.tracking.collector.domain;

/** Finds its way through JSON bytes without reading them. */
final class Scan {

  private Scan() {}

  /** Gives the place of the closing quote, or the end of the body where there is none. */
  static int endOfText(byte[] body, int quote) {
    int at = quote + 1;
    while (at < body.length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, body.length);
  }

  /** Gives the first place from {@code from} on that is not blank. */
  static int blanks(byte[] body, int from) {
    int at = from;
    while (at < body.length
        && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Gives the first place that is neither a byte order mark nor blank. */
  static int start(byte[] body) {
    boolean mark =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return blanks(body, mark ? 3 : 0);
  }
}
