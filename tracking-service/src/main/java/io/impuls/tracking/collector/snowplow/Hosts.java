package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.domain.IntakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hosts that a request is connected with, in lower case and without port. */
final class Hosts {

  private Hosts() {}

  /** Gives the host of an absolute address; null when it is none. */
  static String of(String url) {
    int scheme = url == null ? -1 : url.indexOf("://");
    if (scheme <= 0) {
      return null;
    }
    int end = url.length();
    for (int i = scheme + 3; i < end; i++) {
      char c = url.charAt(i);
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        end = i;
      }
    }
    String authority = url.substring(scheme + 3, end);
    return bare(authority.substring(authority.lastIndexOf('@') + 1));
  }

  /** Gives the host of the page that the request came from; null when nothing says it. */
  static String ofPage(IntakeRequest request) {
    String origin = of(request.header("origin"));
    return origin == null ? of(request.header("referer")) : origin;
  }

  /** Gives the host that was asked. */
  static String ofServer(IntakeRequest request) {
    String host = request.header("host");
    return host == null ? null : bare(host);
  }

  /** Gives every host of an event, the most telling first. */
  static List<String> of(IntakeRequest request, String pageUrl) {
    List<String> hosts = new ArrayList<>(3);
    for (String host : new String[] {of(pageUrl), ofPage(request), ofServer(request)}) {
      if (host != null && !hosts.contains(host)) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  private static String bare(String authority) {
    int colon = authority.endsWith("]") ? -1 : authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.isEmpty() ? null : host.toLowerCase(Locale.ROOT);
  }
}
