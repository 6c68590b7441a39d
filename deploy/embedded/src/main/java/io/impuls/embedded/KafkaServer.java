package io.impuls.embedded;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import io.impuls.embedded.process.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One Kafka broker in KRaft mode. It makes no topic by itself: {@link TopicCatalogue} does. */
public final class KafkaServer implements EmbeddedServer {

  private static final int HEAP_MEGABYTES = 512;
  private static final int PROBE_MILLIS = 1_000;

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private final Child child;

  /**
   * Describes a broker.
   *
   * @param directory where it keeps its data
   * @param logs where its log goes
   * @param port at which clients reach it
   * @param controllerPort at which it reaches its own controller
   */
  public KafkaServer(Path directory, Path logs, int port, int controllerPort) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.controllerPort = controllerPort;
    this.child = new Child("kafka", logs.resolve("kafka.log"), this::prepare, this::answers);
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  private Command prepare() throws IOException {
    Files.createDirectories(directory);
    Path properties = directory.resolve("server.properties");
    Properties settings = new Properties();
    settings.putAll(settings());
    try (OutputStream out = Files.newOutputStream(properties)) {
      settings.store(out, "written on every start");
    }
    Path logging = directory.resolve("log4j2.properties");
    ServerClasspath.copy("kafka-log4j2.properties", logging);
    return JavaCommand.of(
        Jdk.current(),
        ServerClasspath.withOwnCode("kafka"),
        HEAP_MEGABYTES,
        List.of("-Dlog4j2.configurationFile=" + logging.toUri()),
        List.of("io.impuls.server.kafka.KafkaNode", properties.toString()));
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "CLIENT"),
        Map.entry(
            "listeners",
            "CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", "CLIENT://127.0.0.1:" + port),
        Map.entry("log.dirs", directory.resolve("log").toString()),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "5"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "5"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // the default of 128 MiB is a quarter of the heap
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
        // each segment reserves two of these, and there are hundreds of small partitions
        Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
        // a killed broker that comes back waits until its old session has ended
        Map.entry("broker.session.timeout.ms", "6000"),
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "4"));
  }

  private boolean answers() throws Exception {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            PROBE_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            PROBE_MILLIS);
    if (Ports.isFree(port)) {
      return false;
    }
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(PROBE_MILLIS, TimeUnit.MILLISECONDS).isEmpty();
    }
  }
}
