package io.impuls.tracking.collector.domain;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer, ready to be written.
 *
 * @param status status code
 * @param contentType media type of the body; null without one
 * @param body content, possibly empty
 * @param headers further headers, in order; a name may come twice
 */
public record Reply(int status, String contentType, byte[] body, List<Header> headers) {

  /** One header. Neither part holds a line break, whatever it was made of. */
  public record Header(String name, String value) {
    public Header {
      if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("a header cannot hold a line break: " + name);
      }
    }
  }

  public Reply {
    headers = List.copyOf(headers);
  }

  /** Makes an answer of a text. */
  public static Reply text(int status, String contentType, String body) {
    return new Reply(status, contentType, body.getBytes(StandardCharsets.UTF_8), List.of());
  }

  /** Makes an answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, null, new byte[0], List.of());
  }

  /** Gives a time for {@code Retry-After}: whole seconds, one at least. */
  public static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  /** Gives the same answer with one more header. */
  public Reply with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Reply(status, contentType, body, more);
  }
}
