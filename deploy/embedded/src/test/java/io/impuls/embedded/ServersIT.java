package io.impuls.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.postgres.Databases;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String TOPIC = Topics.deadLetters("tracking");

  @TempDir private static Path directory;

  private static Servers servers;

  @BeforeAll
  static void start() {
    servers =
        new Servers(
            EnumSet.allOf(ServerKind.class),
            directory.resolve("data"),
            directory.resolve("logs"),
            ServerPorts.free());
    servers.start(message -> {});
  }

  @AfterAll
  static void stop() {
    servers.close();
    assertThat(servers.all()).noneMatch(server -> server.child().alive());
  }

  @Test
  void kafkaHasTheTopicsOfTheCatalogueAndKeepsRecordsOverAKill() throws Exception {
    try (Admin admin = Admin.create(kafkaSettings())) {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(Topics.all().stream().map(topic -> topic.name()).toList())
              .allTopicNames()
              .get();
      Topics.all()
          .forEach(
              topic ->
                  assertThat(topics.get(topic.name()).partitions()).hasSize(topic.partitions()));
    }
    TopicCatalogue.create(servers.addresses().kafka());
    produce("before");

    EmbeddedServer kafka = servers.get(ServerKind.KAFKA);
    kafka.kill();
    assertThat(kafka.child().alive()).isFalse();
    kafka.start();
    kafka.awaitReady(LIMIT);

    produce("after");
    assertThat(consume(2)).containsExactly("before", "after");
  }

  @Test
  void postgresKeepsCommittedRowsOverAKill() throws SQLException {
    Databases databases = new Databases(servers.addresses().postgres());
    databases.create("shop");
    databases.create("shop");
    try (Connection connection = databases.connect("shop");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE basket (what text)");
      statement.execute("INSERT INTO basket VALUES ('Laterne für draußen')");
    }

    EmbeddedServer postgres = servers.get(ServerKind.POSTGRES);
    postgres.kill();
    postgres.start();
    postgres.awaitReady(LIMIT);

    try (Connection connection = databases.connect("shop");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT what, version() FROM basket")) {
      assertThat(found.next()).isTrue();
      assertThat(found.getString(1)).isEqualTo("Laterne für draußen");
      assertThat(found.getString(2)).startsWith("PostgreSQL 18");
    }
    databases.drop("shop");
  }

  @Test
  void cassandraTakesQueries() {
    String[] address = servers.addresses().cassandra().split(":");
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(address[0], Integer.parseInt(address[1])))
            .withLocalDatacenter(CassandraServer.DATACENTER)
            .build()) {
      session.execute(
          "CREATE KEYSPACE shop WITH replication ="
              + " {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE shop.basket (id int PRIMARY KEY, what text)");
      session.execute("INSERT INTO shop.basket (id, what) VALUES (1, 'lantern')");

      assertThat(session.execute("SELECT what FROM shop.basket").one().getString(0))
          .isEqualTo("lantern");
    }
  }

  @Test
  void mailForAnybodyCanBeReadInTheirMailbox() throws MessagingException {
    String[] smtp = servers.addresses().smtp().split(":");
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", smtp[0]);
    settings.setProperty("mail.smtp.port", smtp[1]);
    Session session = Session.getInstance(settings);
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress("shop@example.test"));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress("customer-17850@example.test"));
    mail.setSubject("Your basket misses you");
    mail.setText("Come back.");
    Transport.send(mail);

    String[] imap = servers.addresses().imap().split(":");
    try (Store store = session.getStore("imap")) {
      store.connect(
          imap[0], Integer.parseInt(imap[1]), "customer-17850@example.test", "any password");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      assertThat(inbox.getMessages()).hasSize(1);
      assertThat(inbox.getMessage(1).getSubject()).isEqualTo("Your basket misses you");
    }
  }

  private static Map<String, Object> kafkaSettings() {
    return Map.of("bootstrap.servers", servers.addresses().kafka());
  }

  private static void produce(String value) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(kafkaSettings(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, 0, "key", value)).get();
    }
  }

  private static List<String> consume(int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(kafkaSettings(), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}
