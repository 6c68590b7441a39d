package io.impuls.embedded;

import io.impuls.embedded.process.Ports;

/**
 * The ports of the servers on the loopback interface.
 *
 * @param kafka Kafka for clients
 * @param kafkaController Kafka for itself
 * @param postgres PostgreSQL
 * @param cassandra Cassandra for clients
 * @param cassandraStorage Cassandra for itself
 * @param smtp mail in
 * @param imap mailboxes
 */
public record ServerPorts(
    int kafka,
    int kafkaController,
    int postgres,
    int cassandra,
    int cassandraStorage,
    int smtp,
    int imap) {

  /** The ports of a developer's stack: always the same, apart from the servers' usual ones. */
  public static final ServerPorts FIXED =
      new ServerPorts(19092, 19093, 15432, 19042, 17000, 12525, 13143);

  /** Gives ports that nobody uses. */
  public static ServerPorts free() {
    return new ServerPorts(
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free());
  }
}
