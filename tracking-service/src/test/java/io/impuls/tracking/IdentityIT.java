package io.impuls.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.contracts.Identifier;
import io.impuls.contracts.Identifier.Kind;
import io.impuls.contracts.Ids;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Source;
import io.impuls.contracts.source.TrackingSource;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import io.impuls.testkit.TestTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that arrive in any order, on twelve partitions of two instances, give the same persons. */
class IdentityIT {

  private static final UUID WORKSPACE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String SHOP = "sk_shop";
  private static final String SITE = "wk_site";
  private static final int FAMILIES = 20;
  private static final int BROWSERS = 12;

  @TempDir static Path directory;
  private static Servers servers;
  private static final List<TrackingProcess> INSTANCES = new ArrayList<>();
  private int round;

  @BeforeAll
  static void start() throws Exception {
    servers =
        new Servers(
            Set.of(ServerKind.KAFKA),
            directory.resolve("data"),
            directory.resolve("logs"),
            ServerPorts.free());
    servers.start(message -> {});
    publishSources();
    for (String name : List.of("tracking-1", "tracking-2")) {
      INSTANCES.add(
          new TrackingProcess(
              kafka(),
              directory.resolve(name),
              Path.of("target", "identity-it-" + name + ".log"),
              Map.of("IMPULS_INSTANCE_ID", name)));
    }
    INSTANCES.forEach(instance -> instance.awaitReady(Duration.ofSeconds(120)));
  }

  @AfterAll
  static void stop() {
    INSTANCES.forEach(TrackingProcess::close);
    if (servers != null) {
      servers.kill();
    }
  }

  @Test
  void whateverArrivesFirst() throws IOException {
    Random random = new Random(3);
    Instant start = Instant.now().minus(Duration.ofHours(1));
    for (int family = 0; family < FAMILIES; family++) {
      List<String> events = new ArrayList<>(events(family, start));
      Collections.shuffle(events, random);
      for (String event : events) {
        assertThat(INSTANCES.get(random.nextInt(2)).post(SHOP, event).statusCode()).isEqualTo(200);
      }
    }

    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(this::everyNameNamesItsCustomer);

    // a review is told on another partition than the probes' answers, maybe a moment later
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> reviews().size() >= FAMILIES);
    assertThat(published()).filteredOn(e -> e.type().equals(EventTypes.PERSON_MERGED)).isNotEmpty();
    assertThat(reviews()).extracting(Event::eventId).doesNotHaveDuplicates().hasSize(FAMILIES);
    for (TrackingProcess instance : INSTANCES) {
      assertThat(accepted(instance)).as("events of one instance").isPositive();
    }
  }

  private static List<Event> reviews() {
    return published().stream().filter(e -> e.type().equals(EventTypes.IDENTITY_REVIEW)).toList();
  }

  /** The cookie and the client's id of a browser lie on two partitions, mostly. */
  @Test
  void theClientsIdFindsWhoLoggedInByTheCookie() {
    Random random = new Random(7);
    Instant start = Instant.now().minus(Duration.ofHours(1));
    for (int browser = 0; browser < BROWSERS; browser++) {
      String cookie = Ids.derived(WORKSPACE, "cookie", Integer.toString(browser)).toString();
      List<String> told = new ArrayList<>();
      told.add(event("pair-" + browser, start, Map.of("anonymousId", "client-" + browser)));
      for (String user : List.of("first", "second")) {
        Instant at = start.plusSeconds(user.equals("first") ? 10 : 60);
        told.add(event(user + browser, at, Map.of("userId", user + browser)));
      }
      Collections.shuffle(told, random);
      for (String event : told) {
        assertThat(
                INSTANCES
                    .get(random.nextInt(2))
                    .post(SITE, event, "Cookie", "impuls_vid=" + cookie, "User-Agent", "Firefox")
                    .statusCode())
            .isEqualTo(200);
      }
    }

    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> everyClientFindsThePersonOfItsTime(start));
  }

  private void everyClientFindsThePersonOfItsTime(Instant start) {
    round++;
    Map<String, UUID> expected = new HashMap<>();
    for (int browser = 0; browser < BROWSERS; browser++) {
      for (String user : List.of("first", "second")) {
        String id = "client-%d-%d-%s".formatted(round, browser, user);
        Instant at = start.plusSeconds(user.equals("first") ? 20 : 70);
        Map<String, String> names = Map.of("anonymousId", "client-" + browser);
        INSTANCES.get(browser % 2).post(SHOP, event(id, at, names));
        expected.put(id, Ids.person(WORKSPACE, new Identifier(Kind.USER_ID, user + browser)));
      }
    }
    assertThat(personsOf(expected.keySet())).isEqualTo(expected);
  }

  /** The address was Anna's first; Ben, who came with it later, is another customer. */
  private static List<String> events(int family, Instant start) {
    String mail = "home%d@example.test".formatted(family);
    String phone = "+4860000%04d".formatted(family);
    return List.of(
        event(family + "-a", start, Map.of("email", mail)),
        event(
            family + "-b", start.plusSeconds(1), Map.of("userId", "anna" + family, "email", mail)),
        event(family + "-c", start.plusSeconds(2), Map.of("email", mail, "phone", phone)),
        event(family + "-d", start.plusSeconds(3), Map.of("phone", phone)),
        event(
            family + "-e", start.plusSeconds(4), Map.of("userId", "ben" + family, "email", mail)));
  }

  private void everyNameNamesItsCustomer() throws IOException {
    round++;
    Map<String, UUID> expected = new HashMap<>();
    for (int family = 0; family < FAMILIES; family++) {
      UUID anna = Ids.person(WORKSPACE, new Identifier(Kind.USER_ID, "anna" + family));
      String mail = "home%d@example.test".formatted(family);
      String phone = "+4860000%04d".formatted(family);
      for (Map<String, String> name : List.of(Map.of("email", mail), Map.of("phone", phone))) {
        String id = "probe-" + round + "-" + name;
        expected.put(id, anna);
        assertThat(
                INSTANCES.get(family % 2).post(SHOP, event(id, Instant.now(), name)).statusCode())
            .isEqualTo(200);
      }
    }
    assertThat(personsOf(expected.keySet())).isEqualTo(expected);
  }

  /** Waits for some events, and gives their persons. */
  private static Map<String, UUID> personsOf(Set<String> ids) {
    Map<String, UUID> found = new HashMap<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              published().forEach(e -> found.put(e.clientId(), e.person()));
              return found.keySet().containsAll(ids);
            });
    found.keySet().retainAll(ids);
    return found;
  }

  private static String event(String id, Instant at, Map<String, String> names) {
    Map<String, Object> event = new HashMap<>(names);
    event.put("id", id);
    event.put("type", names.containsKey("anonymousId") ? "visited" : "person.identified");
    event.put("timestamp", at.toString());
    try {
      return Json.mapper().writeValueAsString(event);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long accepted(TrackingProcess instance) throws IOException {
    var request =
        instance
            .request("/v1/resolver/counters")
            .header("Authorization", "Bearer " + TestTokens.operator(WORKSPACE))
            .GET()
            .build();
    return Json.mapper()
        .readTree(instance.send(request).body())
        .path("sources")
        .path("shop")
        .path("accepted")
        .longValue();
  }

  private static List<Event> published() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    try (KafkaConsumer<String, Event> consumer =
        new KafkaConsumer<>(
            settings, new StringDeserializer(), Topics.EVENTS.serde().deserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topics.EVENTS.partitions())
              .mapToObj(p -> new TopicPartition(Topics.EVENTS.name(), p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Event> events = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(record.value()));
      }
      return events;
    }
  }

  private static void publishSources() throws Exception {
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(SHOP.getBytes(StandardCharsets.UTF_8)));
    publish(
        source("shop", Source.Kind.BACKEND, null, hash),
        source("site", Source.Kind.BROWSER, SITE, null));
  }

  private static TrackingSource source(String id, Source.Kind kind, String key, String hash) {
    return new TrackingSource(
        WORKSPACE,
        id,
        kind,
        "key-" + id,
        key,
        hash,
        List.of(),
        List.of(),
        List.of(),
        Duration.ofDays(30),
        true);
  }

  private static void publish(TrackingSource... sources) throws Exception {
    try (KafkaProducer<String, TrackingSource> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()),
            Topics.SOURCES.keySerde().serializer(),
            Topics.SOURCES.serde().serializer())) {
      for (TrackingSource source : sources) {
        producer.send(new ProducerRecord<>(Topics.SOURCES.name(), source.key(), source)).get();
      }
    }
  }

  private static String kafka() {
    return servers.get(ServerKind.KAFKA).address();
  }
}
