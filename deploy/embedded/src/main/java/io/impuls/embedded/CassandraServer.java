package io.impuls.embedded;

import io.impuls.embedded.process.Child;
import io.impuls.embedded.process.ChildFailed;
import io.impuls.embedded.process.Command;
import io.impuls.embedded.process.Jdk;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One Cassandra node; it runs on Java 17 even when everything else runs on a newer one. */
public final class CassandraServer implements EmbeddedServer {

  /** The only data center of {@code SimpleSnitch}. */
  public static final String DATACENTER = "datacenter1";

  private static final int JAVA = 17;
  private static final int HEAP_MEGABYTES = 512;
  private static final int PROBE_MILLIS = 2_000;

  /** Frame of the native protocol, version 4: OPTIONS on stream 0 without a body. */
  private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

  private static final int SUPPORTED = 6;

  private final Path directory;
  private final int port;
  private final int storagePort;
  private final Child child;

  /**
   * Describes a node.
   *
   * @param directory where it keeps its data
   * @param logs where its log goes
   * @param port at which clients reach it
   * @param storagePort at which other nodes would reach it
   */
  public CassandraServer(Path directory, Path logs, int port, int storagePort) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.storagePort = storagePort;
    this.child =
        new Child("cassandra", logs.resolve("cassandra.log"), this::prepare, this::answers);
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
    Jdk jdk =
        Jdk.find(JAVA)
            .orElseThrow(
                () ->
                    new ChildFailed(
                        "Cassandra needs a Java 17 beside your Java "
                            + Jdk.current().feature()
                            + ": install one (Debian: apt install openjdk-17-jre-headless; macOS:"
                            + " brew install openjdk@17) or set JAVA17_HOME"));
    Files.createDirectories(directory);
    Path yaml = directory.resolve("cassandra.yaml");
    Files.writeString(yaml, settings());
    Path logging = directory.resolve("logback.xml");
    ServerClasspath.copy("cassandra-logback.xml", logging);
    List<String> options = new ArrayList<>();
    options.add("-XX:MaxDirectMemorySize=256m");
    // half the start, and nothing here waits for its best code
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-Dcassandra.config=" + yaml.toUri());
    options.add("-Dcassandra.storagedir=" + directory);
    options.add("-Dcassandra.logdir=" + directory);
    options.add("-Dlogback.configurationFile=" + logging);
    options.add("-Dcassandra-foreground=yes");
    options.add("-Dcassandra.ring_delay_ms=0");
    options.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
    options.add("-Dio.netty.tryReflectionSetAccessible=true");
    CassandraModules.addTo(options);
    return JavaCommand.of(
        jdk,
        ServerClasspath.withOwnCode("cassandra"),
        HEAP_MEGABYTES,
        options,
        List.of("org.apache.cassandra.service.CassandraDaemon"));
  }

  private String settings() {
    return """
        # written on every start
        cluster_name: impuls
        num_tokens: 1
        initial_token: 0
        partitioner: org.apache.cassandra.dht.Murmur3Partitioner
        endpoint_snitch: SimpleSnitch
        seed_provider:
          - class_name: org.apache.cassandra.locator.SimpleSeedProvider
            parameters:
              - seeds: "127.0.0.1:%2$d"
        listen_address: 127.0.0.1
        storage_port: %2$d
        rpc_address: 127.0.0.1
        native_transport_port: %3$d
        data_file_directories:
          - %1$s/data
        commitlog_directory: %1$s/commitlog
        saved_caches_directory: %1$s/saved_caches
        hints_directory: %1$s/hints
        cdc_raw_directory: %1$s/cdc_raw
        commitlog_sync: periodic
        commitlog_sync_period: 10000ms
        commitlog_segment_size: 8MiB
        memtable_heap_space: 96MiB
        memtable_offheap_space: 96MiB
        key_cache_size: 8MiB
        file_cache_size: 32MiB
        networking_cache_size: 32MiB
        concurrent_reads: 16
        concurrent_writes: 16
        concurrent_compactors: 1
        native_transport_max_threads: 32
        auto_snapshot: false
        auto_bootstrap: false
        """
        .formatted(directory, storagePort, port);
  }

  /** Asks which options the server supports: it answers as soon as it takes queries. */
  private boolean answers() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PROBE_MILLIS);
      socket.setSoTimeout(PROBE_MILLIS);
      socket.getOutputStream().write(OPTIONS);
      socket.getOutputStream().flush();
      byte[] head = new byte[OPTIONS.length];
      new DataInputStream(socket.getInputStream()).readFully(head);
      return head[4] == SUPPORTED;
    }
  }
}
