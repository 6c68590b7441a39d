package io.impuls.embedded.stack;

import java.nio.file.Path;
import java.util.Locale;

/** The five services, with the port of their first instance in a developer's stack. */
public enum ServiceKind {
  TRACKING(8081),
  SCORING(8082),
  SEGMENTATION(8083),
  CONTACT(8084),
  CAMPAIGN(8085);

  /** Distance between the ports of two instances of a service. */
  static final int PORT_STEP = 10;

  private final int port;

  ServiceKind(int port) {
    this.port = port;
  }

  /** Gives the name that people use, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives the fixed port of an instance, counted from 1. */
  public int port(int instance) {
    return port + PORT_STEP * (instance - 1);
  }

  /** Gives the jar that a build of the repository at {@code root} makes. */
  public Path jar(Path root) {
    return root.resolve(label() + "-service/target/quarkus-app/quarkus-run.jar");
  }
}
