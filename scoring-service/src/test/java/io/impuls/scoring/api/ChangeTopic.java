package io.impuls.scoring.api;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.scoring.TestChanges;
import io.impuls.testkit.EmbeddedServers;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@code scoring.score-changes} of the broker that the tests share. */
final class ChangeTopic {

  private ChangeTopic() {}

  /** Writes changes as the topology does, in this order. */
  static void write(ScoreChange... changes) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            EmbeddedServers.addresses(ServerKind.KAFKA).kafka());
    try (KafkaProducer<String, ScoreChange> producer =
        new KafkaProducer<>(settings, new StringSerializer(), Topics.SCORE_CHANGES.serde())) {
      for (ScoreChange change : changes) {
        producer.send(TestChanges.record(change));
      }
    }
  }
}
