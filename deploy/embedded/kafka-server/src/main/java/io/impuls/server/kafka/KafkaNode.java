package io.impuls.server.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Runs a broker and controller in one process. Formats its log directory on the first start, in the
 * same process: a second JVM for that would cost seconds.
 */
public final class KafkaNode {

  /** Any id does: there is one node, and nobody else joins its cluster. */
  private static final String CLUSTER_ID = "aW1wdWxzLWVtYmVkZGVkMQ";

  private KafkaNode() {}

  /** Takes the path of {@code server.properties}. */
  public static void main(String[] args) throws Exception {
    Properties settings = read(Path.of(args[0]));
    String logDirectory = settings.getProperty("log.dirs");
    if (!Files.exists(Path.of(logDirectory, "meta.properties"))) {
      new Formatter()
          .setClusterId(CLUSTER_ID)
          .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
          .setControllerListenerName(settings.getProperty("controller.listener.names"))
          .setMetadataLogDirectory(logDirectory)
          .addDirectory(logDirectory)
          .run();
    }
    Kafka.main(args);
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    return properties;
  }
}
