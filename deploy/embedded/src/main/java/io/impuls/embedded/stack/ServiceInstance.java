package io.impuls.embedded.stack;

import java.net.URI;
import java.nio.file.Path;

/**
 * One process of a service.
 *
 * @param kind which service
 * @param number counted from 1
 * @param port of its HTTP server
 * @param jar what runs
 */
public record ServiceInstance(ServiceKind kind, int number, int port, Path jar) {

  /** Gives the name of the process, such as {@code scoring-1}. */
  public String id() {
    return kind.label() + "-" + number;
  }

  /** Gives the address of its HTTP server. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }
}
