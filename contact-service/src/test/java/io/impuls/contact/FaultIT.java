package io.impuls.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.contact.domain.Changes;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.CassandraServer;
import io.impuls.embedded.EmbeddedServer;
import io.impuls.embedded.ServerKind;
import io.impuls.embedded.ServerPorts;
import io.impuls.embedded.Servers;
import io.impuls.embedded.postgres.Databases;
import io.impuls.embedded.process.Ports;
import io.impuls.testkit.Events;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built service and servers of its own, which are killed and started again. */
class FaultIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PERSONS = 20;

  /** Recent, as the timeline keeps twelve months. */
  private static final Instant DAY = Instant.now().truncatedTo(ChronoUnit.DAYS);

  @TempDir static Path directory;

  private static Servers servers;
  private static RunningContact contact;

  @BeforeAll
  static void startTheServiceBeforeItsServers() throws Exception {
    servers =
        new Servers(
            EnumSet.of(ServerKind.KAFKA, ServerKind.POSTGRES, ServerKind.CASSANDRA),
            directory.resolve("data"),
            directory.resolve("logs"),
            ServerPorts.free());
    Databases databases = new Databases(servers.addresses().postgres());
    contact =
        new RunningContact(
            Ports.free(),
            Map.of(
                "IMPULS_INSTANCE_ID",
                "contact-1",
                "IMPULS_KAFKA_BOOTSTRAP_SERVERS",
                servers.addresses().kafka(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                databases.jdbcUrl("contact"),
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                databases.reactiveUrl("contact"),
                "QUARKUS_DATASOURCE_USERNAME",
                Databases.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                Databases.PASSWORD,
                "IMPULS_CASSANDRA_CONTACT_POINTS",
                servers.addresses().cassandra(),
                "IMPULS_CASSANDRA_DATACENTER",
                CassandraServer.DATACENTER),
            directory.resolve("contact.log"));
    contact.start();
    await().atMost(PATIENCE).until(() -> contact.alive());
    assertThat(contact.ready()).isFalse();
    assertThat(contact.get("/v1/contacts").statusCode()).isEqualTo(503);

    servers.start(message -> {});
    databases.create("contact");
    await().atMost(PATIENCE).until(() -> contact.ready());
  }

  @AfterAll
  static void stop() throws Exception {
    contact.kill();
    servers.kill();
  }

  @Test
  void losesNothingWhilePostgresqlIsAway() throws Exception {
    survives(ServerKind.POSTGRES, "/v1/contacts");
  }

  @Test
  void losesNothingWhileCassandraIsAway() throws Exception {
    survives(ServerKind.CASSANDRA, null);
  }

  @Test
  void comesBackAfterKafka() throws Exception {
    EmbeddedServer kafka = servers.get(ServerKind.KAFKA);
    List<UUID> persons = persons();
    sendRound(persons, 0);
    handled();

    kafka.kill();
    await().atMost(PATIENCE).until(() -> !contact.ready());
    assertThat(contact.alive()).isTrue();
    kafka.start();
    kafka.awaitReady(PATIENCE);
    sendRound(persons, 1);
    handled();

    complete(persons, 2);
  }

  @Test
  void losesNothingWhenItIsKilledItself() throws Exception {
    List<UUID> persons = persons();
    for (int round = 0; round < 50; round++) {
      sendRound(persons, round);
    }
    contact.kill();
    assertThat(contact.runs()).isFalse();
    contact.start();
    await().atMost(PATIENCE).until(() -> contact.ready());
    handled();

    complete(persons, 50);
  }

  private void survives(ServerKind kind, String answersUnavailable) throws Exception {
    EmbeddedServer server = servers.get(kind);
    List<UUID> persons = persons();
    sendRound(persons, 0);
    handled();

    server.kill();
    sendRound(persons, 1);
    await().atMost(PATIENCE).until(() -> !contact.ready());
    // the fault hit: there is something that could be lost
    await().atMost(PATIENCE).until(() -> progress().getLong("lag") > 0);
    assertThat(contact.alive()).isTrue();
    if (answersUnavailable != null) {
      assertThat(contact.get(answersUnavailable).statusCode()).isEqualTo(503);
    }
    assertThat(contact.get("/v1/contacts/" + persons.get(0) + "/timeline").statusCode())
        .isEqualTo(503);

    server.start();
    server.awaitReady(PATIENCE);
    handled();
    await().atMost(PATIENCE).until(() -> contact.ready());
    complete(persons, 2);
  }

  private static void complete(List<UUID> persons, int rounds) {
    for (UUID person : persons) {
      JsonPath card = found("/v1/contacts/" + person);
      assertThat(card.getInt("attributes.round")).as(card.prettify()).isEqualTo(rounds - 1);
      assertThat(card.getInt("scores[0].score")).isEqualTo(rounds);
      JsonPath timeline = found("/v1/contacts/" + person + "/timeline?limit=200");
      assertThat(timeline.getList("entries")).hasSize(2 * rounds);
    }
  }

  private static JsonPath found(String path) {
    Response answer = contact.get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static List<UUID> persons() {
    return IntStream.range(0, PERSONS).mapToObj(i -> UUID.randomUUID()).toList();
  }

  private static void sendRound(List<UUID> persons, int round) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", servers.addresses().kafka(),
                "acks", "all",
                // one after the other and without sequences: a killed broker forgets some of them,
                // and records that come twice are part of the test
                "enable.idempotence", "false",
                "max.in.flight.requests.per.connection", "1",
                "max.block.ms", "120000"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (UUID person : persons) {
        Event event =
            Events.pageViewed("https://a.test/x")
                .at(DAY.plusSeconds(round))
                .trait("round", round)
                .person(person)
                .build();
        send(producer, Topics.EVENTS, person, event);
        send(
            producer,
            Topics.SCORE_CHANGES,
            person,
            Changes.score(person, "engagement", 1, round + 1, round + 1));
      }
    }
  }

  private static <V> void send(
      KafkaProducer<String, byte[]> producer, Topic<V> topic, UUID person, V value) {
    producer.send(
        new ProducerRecord<>(
            topic.name(),
            new PersonKey(Events.WORKSPACE, person).text(),
            topic.serde().serialize(topic.name(), value)));
  }

  private static void handled() {
    Instant asked = Instant.now();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonPath progress = progress();
              return progress.getString("asOf") != null
                  && progress.getLong("lag") == 0
                  && asked.isBefore(Instant.parse(progress.getString("asOf")));
            });
  }

  private static JsonPath progress() {
    return contact.get("/v1/projection").jsonPath();
  }
}
