package io.impuls.tracking.collector.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A list of networks, such as {@code 10.0.0.0/8} or {@code ::1}. */
public final class Networks {

  /** No address is in it. */
  public static final Networks NONE = new Networks(List.of());

  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  private record Network(byte[] address, int bits) {

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      int whole = bits / 8;
      for (int i = 0; i < whole; i++) {
        if (other[i] != address[i]) {
          return false;
        }
      }
      int rest = bits % 8;
      int mask = 0xFF << (8 - rest);
      return rest == 0 || ((other[whole] ^ address[whole]) & mask) == 0;
    }
  }

  /**
   * Reads networks as an operator writes them; one without {@code /} is a single address.
   *
   * @throws IllegalArgumentException when one is no network
   */
  public static Networks of(List<String> texts) {
    List<Network> found = new ArrayList<>();
    for (String text : texts) {
      String[] parts = text.strip().split("/", 2);
      byte[] address = bytes(parts[0]);
      if (address == null) {
        throw new IllegalArgumentException("not a network: " + text);
      }
      int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > address.length * 8) {
        throw new IllegalArgumentException("not a network: " + text);
      }
      found.add(new Network(address, bits));
    }
    return new Networks(found);
  }

  /** Whether a literal address lies in one of them; what is no address does not. */
  public boolean contains(String literal) {
    if (networks.isEmpty()) {
      return false;
    }
    byte[] address = bytes(literal);
    return address != null && networks.stream().anyMatch(network -> network.contains(address));
  }

  private static byte[] bytes(String literal) {
    if (!Address.isLiteral(literal)) {
      return null;
    }
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
