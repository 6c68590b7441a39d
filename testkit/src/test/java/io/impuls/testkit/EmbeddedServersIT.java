package io.impuls.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
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

      EmbeddedServers.resetKafka();

      Set<String> names = admin.listTopics().names().get();
      assertThat(names)
          .contains(Topics.EVENTS.name(), Topics.deadLetters("scoring"))
          .doesNotContain("leftover");
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
