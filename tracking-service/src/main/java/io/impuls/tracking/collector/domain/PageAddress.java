package io.impuls.tracking.collector.domain;

/** Takes apart page addresses as browsers send them, which {@link java.net.URI} often refuses. */
public final class PageAddress {

  private PageAddress() {}

  /**
   * Gives the path of an absolute address, without query and fragment; null when it is not
   * absolute.
   */
  public static String path(String url) {
    int scheme = url.indexOf("://");
    if (scheme <= 0) {
      return null;
    }
    int from = scheme + 3;
    int end = url.length();
    for (int i = from; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        end = i;
        break;
      }
    }
    int slash = url.indexOf('/', from);
    if (from == end || slash == from) {
      return null;
    }
    return slash < 0 || slash >= end ? "/" : url.substring(slash, end);
  }
}
