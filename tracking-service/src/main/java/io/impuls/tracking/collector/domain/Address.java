package io.impuls.tracking.collector.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The network of a client's address: enough for statistics, too little to name a household. */
public final class Address {

  /** Bytes kept of an IPv4 address: a /24. */
  private static final int KEPT_OF_V4 = 3;

  /** Bytes kept of an IPv6 address: a /48. */
  private static final int KEPT_OF_V6 = 6;

  /** Only literal addresses: anything else would be looked up in the name service. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Address() {}

  /** Whether it is an address and no name; a null is neither. */
  public static boolean isLiteral(String address) {
    return address != null && LITERAL.matcher(address).matches();
  }

  /** Gives the /24 or /48 of a literal address; null when it is none. */
  public static String network(String address) {
    return cut(address, KEPT_OF_V4, KEPT_OF_V6);
  }

  /** Gives what one client has to itself: an IPv4 address, or the /64; null when it is none. */
  public static String household(String address) {
    return cut(address, 4, 8);
  }

  private static String cut(String address, int ofV4, int ofV6) {
    if (address == null) {
      return null;
    }
    int zone = address.indexOf('%');
    String literal = zone < 0 ? address : address.substring(0, zone);
    if (!isLiteral(literal)) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.getByName(literal).getAddress();
      int kept = bytes.length == 4 ? ofV4 : ofV6;
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
