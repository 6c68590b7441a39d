package io.impuls.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedServersIT {

  @RegisterExtension
  static final EmbeddedServers SERVERS =
      EmbeddedServers.with(ServerKind.KAFKA, ServerKind.POSTGRES, ServerKind.SMTP);

  @Test
  void startsEachServerOnceHoweverOftenItIsAskedFor() {
    assertThat(EmbeddedServers.addresses(ServerKind.KAFKA).kafka())
        .isEqualTo(SERVERS.addresses().kafka());
    assertThat(EmbeddedServers.addresses(ServerKind.POSTGRES, ServerKind.SMTP).smtp())
        .isEqualTo(SERVERS.addresses().smtp());
  }

  @Test
  void emptiesKafkaDownToTheCatalogue() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.addresses().kafka()))) {
      admin.createTopics(List.of(new NewTopic("leftover", 1, (short) 1))).all().get();
      // made is what the controller says; the broker shows it a moment later
      await().until(() -> admin.listTopics().names().get().contains("leftover"));

      EmbeddedServers.resetKafka();

      Set<String> names = admin.listTopics().names().get();
      assertThat(names)
          .contains(Topics.EVENTS.name(), Topics.deadLetters("scoring"))
          .doesNotContain("leftover");
    }
  }

  @Test
  @Timeout(60)
  void emptiesKafkaOfAGroupWhoseNamedMemberIsGone() throws Exception {
    Map<String, Object> named =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            SERVERS.addresses().kafka(),
            ConsumerConfig.GROUP_ID_CONFIG,
            "left-behind",
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            "one",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class);
    EmbeddedServers.resetKafka();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(named)) {
      consumer.subscribe(List.of(Topics.EVENTS.name()));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(200));
      }
    }

    EmbeddedServers.resetKafka();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS.addresses().kafka()))) {
      assertThat(admin.listGroups().all().get())
          .noneMatch(group -> group.groupId().equals("left-behind"));
    }
  }

  @Test
  void givesAServiceItsSettingsAndADatabaseOfItsOwn() throws Exception {
    QuarkusServers resource = new QuarkusServers();
    resource.init(Map.of("servers", "kafka, postgres, smtp"));

    Map<String, String> settings = resource.start();

    String url = settings.get("quarkus.datasource.jdbc.url");
    assertThat(settings)
        .containsEntry("impuls.kafka.bootstrap-servers", SERVERS.addresses().kafka())
        .containsEntry("impuls.auth.public-key", TestTokens.issuer().publicKey())
        .containsKeys("quarkus.mailer.host", "impuls.state-dir")
        .doesNotContainKey("impuls.cassandra.contact-points");
    String database = url.substring(url.lastIndexOf('/') + 1);
    try (Connection connection = EmbeddedServers.databases().connect(database)) {
      assertThat(connection.isValid(1)).isTrue();
    }
    resource.stop();
  }
}
