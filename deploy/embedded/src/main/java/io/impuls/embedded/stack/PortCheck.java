package io.impuls.embedded.stack;

import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.process.Ports;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds ports that somebody else uses, before anything is started. */
final class PortCheck {

  private final Map<String, Integer> wanted = new LinkedHashMap<>();

  PortCheck(StackOptions options) {
    ServerPorts servers = options.serverPorts();
    wanted.put("kafka", servers.kafka());
    wanted.put("kafka's controller", servers.kafkaController());
    wanted.put("postgres", servers.postgres());
    wanted.put("cassandra", servers.cassandra());
    wanted.put("cassandra's storage", servers.cassandraStorage());
    wanted.put("smtp", servers.smtp());
    wanted.put("imap", servers.imap());
    options.services().forEach(service -> wanted.put(service.id(), service.port()));
  }

  /** Throws when one is taken. */
  void run() {
    String taken =
        wanted.entrySet().stream()
            .filter(entry -> !Ports.isFree(entry.getValue()))
            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new ChildFailed("already in use by another program: port " + taken);
    }
  }
}
