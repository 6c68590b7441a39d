package io.impuls.service.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses a webhook may lead to: those of the public internet, and what an operator allows
 * beside them. Everything else could be a service of ours that trusts its network.
 */
final class ReachableAddresses {

  /** What is not public of IPv4, by the IANA's registry of special-purpose addresses. */
  private static final List<Network> SPECIAL =
      networks(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4"));

  /** All of IPv6 that is public lies here. */
  private static final Network GLOBAL = Network.of("2000::/3");

  /**
   * What of it is not: protocols (with Teredo, which wraps an IPv4 address), documentation, and
   * 6to4, which wraps one too.
   */
  private static final List<Network> SPECIAL_V6 =
      networks(List.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"));

  private final List<Network> inside;

  /**
   * Allows these networks too.
   *
   * @param insideNetworks such as {@code 10.1.0.0/16} or {@code ::1/128}
   * @throws IllegalArgumentException when one is no network
   */
  ReachableAddresses(List<String> insideNetworks) {
    inside = networks(insideNetworks);
  }

  /** Whether it may be reached. An IPv4 address in an IPv6 one counts as what it is. */
  boolean allows(InetAddress address) {
    return inside(address) || isPublic(address);
  }

  /** Whether an operator has allowed it. */
  boolean inside(InetAddress address) {
    return matches(inside, address);
  }

  private static boolean isPublic(InetAddress address) {
    // the platform makes an Inet4Address of an IPv4-mapped one
    return address instanceof Inet6Address
        ? GLOBAL.contains(address) && !matches(SPECIAL_V6, address)
        : !matches(SPECIAL, address);
  }

  private static boolean matches(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  private static List<Network> networks(List<String> networks) {
    return networks.stream().map(Network::of).toList();
  }
}
