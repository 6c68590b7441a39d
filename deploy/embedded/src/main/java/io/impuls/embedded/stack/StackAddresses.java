package io.impuls.embedded.stack;

import io.impuls.embedded.ServerAddresses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Says where everything of a running stack is, in {@code run/stack.properties}, for the demo, for
 * tests and for people. The file exists only while the stack is ready.
 */
final class StackAddresses {

  private StackAddresses() {}

  static Properties of(StackOptions options, ServerAddresses servers) {
    Properties properties = new Properties();
    for (ServiceInstance service : options.services()) {
      if (service.number() == 1) {
        properties.setProperty(service.kind().label() + ".url", service.url().toString());
        if (service.kind() == ServiceKind.TRACKING) {
          properties.setProperty("collector.url", service.url().toString());
        }
      }
      properties.setProperty(
          service.kind().label() + "." + service.number() + ".url", service.url().toString());
    }
    properties.setProperty("kafka.bootstrap.servers", servers.kafka());
    properties.setProperty("postgres", servers.postgres());
    properties.setProperty("cassandra", servers.cassandra());
    properties.setProperty("smtp", servers.smtp());
    properties.setProperty("imap", servers.imap());
    properties.setProperty("home", options.directory().home().toString());
    properties.setProperty("keys", options.directory().keys().toString());
    properties.setProperty("as-received", Boolean.toString(options.isAsReceived()));
    return properties;
  }

  /** Writes beside the file and moves, so that a reader sees all of it or nothing. */
  static void write(Properties properties, Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(beside)) {
      properties.store(out, "where the running stack is");
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
