package io.impuls.service.webhook;

import java.net.InetAddress;
import java.net.URI;

/** Where a webhook's address leads at the moment. */
sealed interface Target {

  /** To an address that may be reached. */
  record Usable(URI url, InetAddress address) implements Target {

    boolean encrypted() {
      return url.getScheme().equalsIgnoreCase(Targets.HTTPS);
    }

    int port() {
      if (url.getPort() > 0) {
        return url.getPort();
      }
      return encrypted() ? Targets.HTTPS_PORT : Targets.HTTP_PORT;
    }

    /** Gives path and query as a request names them. */
    String pathAndQuery() {
      String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
  }

  /**
   * Nowhere that we would go.
   *
   * @param reason what to change
   */
  record Unusable(String reason) implements Target {}
}
