package io.impuls.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the servers are, each as {@code host:port}; null for a server that does not run.
 *
 * @param kafka bootstrap server
 * @param postgres server of databases, see {@link io.impuls.embedded.postgres.Databases}
 * @param cassandra contact point; its data center is {@link CassandraServer#DATACENTER}
 * @param smtp takes mail
 * @param imap shows the mailboxes
 */
public record ServerAddresses(
    String kafka, String postgres, String cassandra, String smtp, String imap) {

  /** Reads what {@link #write} wrote. */
  public static ServerAddresses read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return new ServerAddresses(
        properties.getProperty("kafka"),
        properties.getProperty("postgres"),
        properties.getProperty("cassandra"),
        properties.getProperty("smtp"),
        properties.getProperty("imap"));
  }

  /** Writes them as a properties file, for other processes. */
  public void write(Path file) throws IOException {
    Properties properties = new Properties();
    put(properties, "kafka", kafka);
    put(properties, "postgres", postgres);
    put(properties, "cassandra", cassandra);
    put(properties, "smtp", smtp);
    put(properties, "imap", imap);
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }

  private static void put(Properties properties, String name, String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }
}
