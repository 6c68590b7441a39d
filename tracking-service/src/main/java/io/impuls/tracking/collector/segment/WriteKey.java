package io.impuls.tracking.collector.segment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The key as basic authentication carries it: as the user's name, without a password. */
final class WriteKey {

  private static final String BASIC = "basic ";

  private WriteKey() {}

  /** Gives the key of an {@code Authorization} header; null when it holds none. */
  static String ofHeader(String header) {
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring(BASIC.length()).strip()),
              StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      String key = colon < 0 ? pair : pair.substring(0, colon);
      return key.isBlank() ? null : key.strip();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
