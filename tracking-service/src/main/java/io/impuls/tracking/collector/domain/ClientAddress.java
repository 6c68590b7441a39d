package io.impuls.tracking.collector.domain;

import java.util.List;

/**
 * Whose address a request came from. Anybody can write {@code X-Forwarded-For}: an entry counts
 * only when a proxy that is believed has added it, so the list is read from its end.
 */
public final class ClientAddress {

  /** Entries looked at: no chain of proxies is longer. */
  private static final int MOST_HOPS = 16;

  private ClientAddress() {}

  /**
   * Gives the literal address of the client.
   *
   * @param peer address of the connection; may be null
   * @param forwarded values of the {@code X-Forwarded-For} headers, in order
   * @param believed networks of our own proxies
   */
  public static String of(String peer, List<String> forwarded, Networks believed) {
    if (forwarded.isEmpty() || !believed.contains(peer)) {
      return peer;
    }
    String[] hops = String.join(",", forwarded).split(",");
    String client = peer;
    int last = Math.max(0, hops.length - MOST_HOPS);
    for (int i = hops.length - 1; i >= last; i--) {
      String hop = literal(hops[i].strip());
      if (hop == null) {
        return client;
      }
      client = hop;
      if (!believed.contains(hop)) {
        return client;
      }
    }
    return client;
  }

  /** Some proxies write the port along. */
  private static String literal(String hop) {
    String bare = hop;
    if (hop.startsWith("[") && hop.indexOf(']') > 0) {
      bare = hop.substring(1, hop.indexOf(']'));
    } else if (hop.indexOf('.') > 0
        && hop.indexOf(':') > 0
        && hop.lastIndexOf(':') == hop.indexOf(':')) {
      bare = hop.substring(0, hop.indexOf(':'));
    }
    return Address.isLiteral(bare) ? bare : null;
  }
}
