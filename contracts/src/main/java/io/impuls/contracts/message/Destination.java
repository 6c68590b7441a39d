package io.impuls.contracts.message;

import java.net.URI;
import java.net.URISyntaxException;

/** Which addresses a link of a message may lead to. */
final class Destination {

  /** Characters of an address: what browsers and mail programs agree to follow. */
  static final int LONGEST = 2_000;

  private Destination() {}

  /** Whether it is an absolute web address in ASCII, fit for a {@code Location} header. */
  static boolean isFit(String url) {
    if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return false;
    }
    try {
      URI address = new URI(url);
      return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null
          && address.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
