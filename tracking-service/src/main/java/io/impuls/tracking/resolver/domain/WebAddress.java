package io.impuls.tracking.resolver.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parts of an absolute address that tell where a visit came from.
 *
 * @param host in lower case, without port, user and a leading {@code www.}
 * @param path from the first slash, without query
 * @param query parameters, names in lower case; of several the first
 */
record WebAddress(String host, String path, Map<String, String> query) {

  /** Parameters looked at; the rest of a longer list is not. */
  private static final int MOST_PARAMETERS = 100;

  /** Takes an address apart as browsers write them; null when it is not absolute. */
  static WebAddress of(String address) {
    int scheme = address == null ? -1 : address.indexOf("://");
    if (scheme <= 0) {
      return null;
    }
    int fragment = address.indexOf('#', scheme);
    String rest = address.substring(scheme + 3, fragment < 0 ? address.length() : fragment);
    int question = rest.indexOf('?');
    String before = question < 0 ? rest : rest.substring(0, question);
    int slash = before.indexOf('/');
    String authority = slash < 0 ? before : before.substring(0, slash);
    String host = host(authority);
    if (host.isEmpty()) {
      return null;
    }
    return new WebAddress(
        host,
        slash < 0 ? "/" : before.substring(slash),
        question < 0 ? Map.of() : query(rest.substring(question + 1)));
  }

  /** Gives the one form of a host name. */
  static String host(String authority) {
    String host = authority.substring(authority.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    int port = host.lastIndexOf(':');
    if (port >= 0 && !host.endsWith("]")) {
      host = host.substring(0, port);
    }
    return host.startsWith("www.") ? host.substring(4) : host;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> found = new HashMap<>();
    for (String pair : text.split("&", MOST_PARAMETERS)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        found.putIfAbsent(
            pair.substring(0, equals).toLowerCase(Locale.ROOT),
            decoded(pair.substring(equals + 1)));
      }
    }
    return found;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }
}
