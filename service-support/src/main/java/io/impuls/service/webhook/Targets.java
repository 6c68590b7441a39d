package io.impuls.service.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Finds where addresses of webhooks lead, and whether that is a place to send to. It is asked
 * before every delivery, and the delivery goes to the very address that was checked: a name that
 * leads elsewhere a moment later gains nothing.
 */
final class Targets {

  static final String HTTPS = "https";
  static final String HTTP = "http";
  static final int HTTPS_PORT = 443;
  static final int HTTP_PORT = 80;

  /** Characters of an address. */
  private static final int LONGEST = 2_000;

  /** The name service. */
  interface Names {
    /** Gives the addresses of a host; blocks. */
    List<InetAddress> of(String host) throws UnknownHostException;
  }

  private final ReachableAddresses reachable;
  private final Names names;

  Targets(ReachableAddresses reachable, Names names) {
    this.reachable = reachable;
    this.names = names;
  }

  /** Finds where an address leads now; asks the name service, so it blocks. */
  Target find(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return new Target.Unusable("is no URL");
    }
    return fault(url, uri).<Target>map(Target.Unusable::new).orElseGet(() -> resolve(uri));
  }

  private static Optional<String> fault(String url, URI uri) {
    if (url.length() > LONGEST) {
      return Optional.of("has at most %d characters".formatted(LONGEST));
    }
    if (!HTTPS.equalsIgnoreCase(uri.getScheme()) && !HTTP.equalsIgnoreCase(uri.getScheme())) {
      return Optional.of("begins with https://");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("has no user and password: deliveries prove themselves by signatures");
    }
    if (uri.getRawFragment() != null) {
      return Optional.of("has no fragment (#)");
    }
    if (uri.getHost() == null) {
      return Optional.of("names a host in letters of ASCII (xn--... for others)");
    }
    return Optional.empty();
  }

  private Target resolve(URI uri) {
    List<InetAddress> addresses;
    try {
      addresses = names.of(uri.getHost());
    } catch (UnknownHostException e) {
      return new Target.Unusable("names a host that is not known: " + uri.getHost());
    }
    // one that may not be reached is enough: the next delivery might go there
    if (addresses.isEmpty() || !addresses.stream().allMatch(reachable::allows)) {
      return new Target.Unusable(
          "leads to an address that is not of the public internet; an operator may allow its"
              + " network (impuls.webhooks.inside-networks)");
    }
    if (HTTP.equalsIgnoreCase(uri.getScheme()) && !addresses.stream().allMatch(reachable::inside)) {
      return new Target.Unusable("begins with https://: what is told is about persons");
    }
    return new Target.Usable(uri, addresses.get(0));
  }
}
