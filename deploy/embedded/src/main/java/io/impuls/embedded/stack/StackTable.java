package io.impuls.embedded.stack;

import io.impuls.embedded.ServerAddresses;
import io.impuls.embedded.postgres.Databases;

/** The table that a stack shows when it is ready. */
final class StackTable {

  private StackTable() {}

  static String of(StackOptions options, ServerAddresses servers) {
    StringBuilder table = new StringBuilder("\nImpuls is ready.\n\n");
    for (ServiceInstance service : options.services()) {
      row(table, service.id(), service.url() + "   API: " + service.url() + "/q/openapi");
    }
    row(table, "kafka", servers.kafka());
    row(
        table,
        "postgres",
        new Databases(servers.postgres()).reactiveUrl("contact") + "   user " + Databases.USER);
    row(table, "cassandra", servers.cassandra() + "   keyspace impuls_contact");
    row(table, "mail", "smtp " + servers.smtp() + ", imap " + servers.imap());
    table.append('\n');
    row(table, "events", "key " + DemoSources.SITE_KEY + " (site), " + DemoSources.SHOP_KEY);
    options.services().stream()
        .filter(service -> service.kind() == ServiceKind.TRACKING)
        .findFirst()
        .ifPresent(tracking -> row(table, "demo shop", tracking.url() + "/shop/"));
    row(table, "token", "./dev token --role marketer");
    row(table, "logs", options.directory().logs().toString());
    return table.append("\nCtrl-C stops everything.\n").toString();
  }

  private static void row(StringBuilder table, String name, String value) {
    table.append("  %-16s %s%n".formatted(name, value));
  }
}
