package io.impuls.service.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of addresses, such as {@code 10.0.0.0/8}. Not Netty's subnet rule: for that one {@code
 * fe80::1} lies in {@code 2000::/3}.
 */
final class Network {

  /** Only literal addresses: a name would be looked up, and mean something else tomorrow. */
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

  private final byte[] address;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /**
   * Reads a network.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Network of(String text) {
    var parts = FORM.matcher(text.strip());
    if (parts.matches()) {
      try {
        byte[] address = InetAddress.getByName(parts.group(1)).getAddress();
        int bits = Integer.parseInt(parts.group(2));
        if (bits <= address.length * Byte.SIZE) {
          return new Network(address, bits);
        }
      } catch (UnknownHostException e) {
        // said below
      }
    }
    throw new IllegalArgumentException("not a network such as 10.1.0.0/16: " + text);
  }

  /** Whether an address lies in it; one of the other family does not. */
  boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((bytes[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
