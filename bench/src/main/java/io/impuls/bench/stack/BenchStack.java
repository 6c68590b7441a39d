package io.impuls.bench.stack;

import io.impuls.bench.bare.BareCollector;
import io.impuls.bench.bare.BareResolver;
import io.impuls.bench.bare.BareScoring;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.plan.Published;
import io.impuls.contracts.plan.ScoringPlanDefinition;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.Directories;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import io.impuls.embedded.process.Ports;
import io.impuls.embedded.token.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker of its own, and the processes that are measured on it, one at a time. */
public final class BenchStack implements AutoCloseable {

  /** The tenant of all events. */
  public static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-0000000000be");

  /** Key of the source that sends them. */
  public static final String KEY = "sk_bench";

  /** Id of that source. */
  public static final String SOURCE = "bench";

  /** Where the bare collector writes. */
  public static final String BARE_TOPIC = "bench.collected";

  private static final short ONE_COPY = 1;
  private static final int LARGEST_REQUEST = 8 << 20;

  private final Path root;
  private final Path directory;
  private final Servers servers;

  private BenchStack(Path root, Path directory, Servers servers) {
    this.root = root;
    this.directory = directory;
    this.servers = servers;
  }

  /**
   * Starts a broker.
   *
   * @param root the checkout, whose built services are measured
   * @param directory an empty directory for data and logs
   */
  public static BenchStack start(Path root, Path directory) {
    Servers servers =
        new Servers(
            Set.of(ServerKind.KAFKA),
            directory.resolve("data"),
            directory.resolve("logs"),
            ServerPorts.free());
    servers.start(message -> {});
    BenchStack stack = new BenchStack(root, directory, servers);
    stack.makeTopics();
    stack.publishSource();
    return stack;
  }

  /** Gives where the broker is. */
  public String kafka() {
    return servers.get(ServerKind.KAFKA).address();
  }

  /** Starts the collector alone. */
  public Measured collector() {
    return tracking("collector", Map.of("IMPULS_TRACKING_RESOLVER_ENABLED", "false"));
  }

  /** Starts the resolver alone, on the state it left behind. */
  public Measured resolver() {
    return tracking("resolver", Map.of("IMPULS_TRACKING_COLLECTOR_ENABLED", "false"));
  }

  /** Starts scoring, on the state it left behind. */
  public Measured scoring() {
    return service("scoring", "scoring-service", Map.of());
  }

  /** Deletes the state that scoring left behind, so that it restores it at its next start. */
  public void forgetScoring() {
    Directories.discard(state("scoring"));
  }

  /** Publishes a plan, in force at all times. */
  public void publish(ScoringPlanDefinition plan) {
    Published<ScoringPlanDefinition> version =
        new Published<>(WORKSPACE, "bench", 1, new UUID(0, 1), Instant.EPOCH, "bench", plan);
    write(Topics.PLANS, version.key(), version);
  }

  /** Starts the reference of the collector. */
  public Measured bareCollector() {
    int port = Ports.free();
    return Measured.bare(
        BareCollector.class,
        log("bare-collector"),
        port,
        List.of(kafka(), Integer.toString(port), BARE_TOPIC));
  }

  /**
   * Starts the reference of the resolver, on the state it left behind.
   *
   * @param growth bytes by which a record grows on its way through the resolver
   */
  public Measured bareResolver(int growth) {
    int port = Ports.free();
    return Measured.bare(
        BareResolver.class,
        log("bare-resolver"),
        port,
        List.of(
            kafka(),
            directory.resolve("state-bare").toString(),
            Integer.toString(port),
            Integer.toString(growth)));
  }

  /** Starts the reference of scoring, on the state it left behind. */
  public Measured bareScoring() {
    int port = Ports.free();
    return Measured.bare(
        BareScoring.class,
        log("bare-scoring"),
        port,
        List.of(kafka(), state("bare-scoring").toString(), Integer.toString(port)));
  }

  /** Stops the broker's process for a moment, as a long pause of its machine would. */
  public void freezeBroker() {
    signal("STOP");
  }

  /** Lets the broker go on. */
  public void thawBroker() {
    signal("CONT");
  }

  private void signal(String name) {
    long pid = servers.get(ServerKind.KAFKA).child().pid();
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot signal the broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Measured tracking(String name, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    // the reference has no limit per key, and fifty events a request exceed the default one
    environment.put("IMPULS_TRACKING_COLLECTOR_KEY_EVENTS_PER_SECOND", "0");
    return service(name, "tracking-service", environment);
  }

  private Path state(String name) {
    return directory.resolve("state-" + name);
  }

  private Measured service(String name, String module, Map<String, String> more) {
    int port = Ports.free();
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "IMPULS_KAFKA_BOOTSTRAP_SERVERS",
                kafka(),
                "IMPULS_INSTANCE_ID",
                "bench-" + name,
                "IMPULS_STATE_DIR",
                state(name).toString(),
                "IMPULS_ADVERTISED_URL",
                "http://127.0.0.1:" + port,
                "IMPULS_AUTH_PUBLIC_KEY",
                publicKey()));
    environment.putAll(more);
    return Measured.service(
        root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"),
        log(name),
        port,
        environment);
  }

  private String publicKey() {
    return TokenIssuer.in(directory.resolve("keys")).publicKey();
  }

  private Path log(String name) {
    return directory.resolve("logs").resolve(name + ".log");
  }

  private void makeTopics() {
    try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(BARE_TOPIC, Topics.PARTITIONS, ONE_COPY)
                      .configs(Topics.COLLECTED.settings()),
                  new NewTopic(BareResolver.OUTPUT, Topics.PARTITIONS, ONE_COPY)
                      .configs(Topics.EVENTS.settings()),
                  new NewTopic(BareScoring.OUTPUT, Topics.PARTITIONS, ONE_COPY)
                      .configs(Topics.SCORE_CHANGES.settings())))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void publishSource() {
    TrackingSource source =
        new TrackingSource(
            WORKSPACE,
            SOURCE,
            Source.Kind.BACKEND,
            "bench",
            null,
            sha256(KEY),
            List.of(),
            List.of(),
            List.of(),
            Duration.ofDays(30),
            true);
    write(Topics.SOURCES, source.key(), source);
  }

  private <V> void write(Topic<V> topic, String key, V value) {
    try (KafkaProducer<String, V> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                // a plan of 10,000 rules is larger than the default, until it is compressed
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST_REQUEST,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"),
            topic.keySerde().serializer(),
            topic.serde().serializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot write to " + topic.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    servers.kill();
  }
}
