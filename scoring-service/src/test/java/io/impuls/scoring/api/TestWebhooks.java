package io.impuls.scoring.api;

import static org.awaitility.Awaitility.await;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.impuls.contracts.webhook.Webhook;
import io.impuls.embedded.ServerKind;
import io.impuls.scoring.TestChanges;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.webhook.SealingKeys;
import io.impuls.service.webhook.WebhookMetrics;
import io.impuls.service.webhook.WebhookSettings;
import io.impuls.service.webhook.Webhooks;
import io.impuls.testkit.EmbeddedServers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Instances of a service that has nothing but webhooks, with topics of their own on the broker that
 * the tests share: a service of another test may still run, and would share the work.
 */
final class TestWebhooks implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> KEYS =
      List.of("test:" + Base64.getEncoder().encodeToString(new byte[32]));

  private final Vertx vertx = Vertx.vertx();
  private final List<Webhooks> instances = new ArrayList<>();
  private final Topic<ScoreChange> changes = own(Topics.SCORE_CHANGES);
  private final Topic<Webhook> registrations = own(Topics.SCORING_WEBHOOKS);

  TestWebhooks() {
    try (Admin admin = admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(changes.name(), changes.partitions(), (short) 1),
                  new NewTopic(registrations.name(), registrations.partitions(), (short) 1)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <V> Topic<V> own(Topic<V> topic) {
    return new Topic<>(
        topic.name() + "." + UUID.randomUUID(),
        topic.owner(),
        topic.description(),
        topic.valueClass(),
        topic.serde(),
        topic.partitions(),
        topic.cleanup());
  }

  /** Starts an instance, and waits until it has read what was registered. */
  Webhooks start(String name) {
    return start(name, KEYS);
  }

  Webhooks start(String name, List<String> keys) {
    Webhooks started =
        new Webhooks(
            new WebhookSettings(
                kafka(),
                name,
                "test",
                new SealingKeys(keys),
                List.of("127.0.0.0/8"),
                Duration.ofSeconds(5),
                new WebhookSettings.Retry(Duration.ofMillis(100), Duration.ofMillis(500)),
                Duration.ofDays(3),
                Duration.ofDays(1),
                50,
                10),
            registrations,
            Map.of("score-changes", changes),
            vertx,
            WebhookMetrics.NONE,
            InstantSource.system());
    instances.add(started);
    started.start();
    await().atMost(PATIENCE).until(() -> loaded(started));
    return started;
  }

  private static boolean loaded(Webhooks webhooks) {
    try {
      webhooks.desk().list(UUID.randomUUID());
      return true;
    } catch (ProblemException loading) {
      return false;
    }
  }

  /** Gives the name of the topic that is told. */
  String topic() {
    return changes.name();
  }

  /** Writes changes to that topic, in this order. */
  void write(ScoreChange... written) {
    Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka());
    try (KafkaProducer<String, ScoreChange> producer =
        new KafkaProducer<>(settings, new StringSerializer(), changes.serde())) {
      for (ScoreChange change : written) {
        producer.send(
            new ProducerRecord<>(changes.name(), TestChanges.record(change).key(), change));
      }
    }
  }

  static Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()));
  }

  private static String kafka() {
    return EmbeddedServers.addresses(ServerKind.KAFKA).kafka();
  }

  @Override
  public void close() {
    instances.forEach(Webhooks::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(changes.name(), registrations.name()));
    }
  }
}
