package io.impuls.contact.timeline;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where Cassandra is and what belongs to us there.
 *
 * @param contactPoints nodes to begin with
 * @param datacenter the local datacenter
 * @param keyspace keyspace; created when missing
 * @param replicationFactor copies in the local datacenter, when the keyspace is created
 */
public record CassandraSettings(
    List<InetSocketAddress> contactPoints,
    String datacenter,
    String keyspace,
    int replicationFactor) {

  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
    if (!keyspace.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException("the keyspace needs a plain lower-case name: " + keyspace);
    }
  }

  /**
   * Reads {@code host:port} parts.
   *
   * @throws IllegalArgumentException when a part is not of that form
   */
  public static List<InetSocketAddress> addresses(List<String> parts) {
    return parts.stream().map(String::trim).map(CassandraSettings::address).toList();
  }

  private static InetSocketAddress address(String part) {
    int colon = part.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("a Cassandra contact point is host:port, not " + part);
    }
    return new InetSocketAddress(
        part.substring(0, colon), Integer.parseInt(part.substring(colon + 1)));
  }
}
