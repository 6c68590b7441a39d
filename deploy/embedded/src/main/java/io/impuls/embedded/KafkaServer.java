package io.impuls.embedded;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One Kafka broker in KRaft mode. It makes no topic by itself: {@link TopicCatalogue} does. */
public final class KafkaServer implements EmbeddedServer {

  private static final int HEAP_MEGABYTES = 512;
  private static final int PROBE_MILLIS = 2_000;

  /** Key of the request, version 0, which every broker answers; sent without a client id. */
  private static final int API_VERSIONS = 18;

  private static final int API_VERSIONS_BYTES = 10;
  private static final int CORRELATION = 1;

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

  /** Asks which requests the broker knows: it answers as soon as it is part of its cluster. */
  private boolean answers() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_MILLIS);
      socket.setSoTimeout(PROBE_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(API_VERSIONS_BYTES);
      out.writeShort(API_VERSIONS);
      out.writeShort(0);
      out.writeInt(CORRELATION);
      out.writeShort(-1);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt();
      return in.readInt() == CORRELATION && in.readShort() == 0;
    }
  }
}
