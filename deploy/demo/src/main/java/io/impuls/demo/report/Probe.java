package io.impuls.demo.report;

import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import io.impuls.demo.recording.Sender;
import io.impuls.demo.replay.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures how soon an accepted event is a score change that others can read: a steady trickle of
 * small orders by people made for it, who stay out of hashes and rankings.
 */
public final class Probe {

  private static final int EVENTS = 300;
  private static final Duration SPACING = Duration.ofMillis(40);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String bootstrap;
  private final Target target;
  private final InstantSource clock;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Makes a probe of the stack at these addresses. */
  public Probe(String bootstrap, Target target, InstantSource clock) {
    this.bootstrap = bootstrap;
    this.target = target;
    this.clock = clock;
  }

  /** Sends the trickle and watches for what comes of it. */
  public Latency measure() throws InterruptedException {
    String run = Long.toString(clock.millis(), Character.MAX_RADIX);
    Map<UUID, Long> accepted = new ConcurrentHashMap<>();
    Map<UUID, Long> seen = new HashMap<>();
    try (KafkaConsumer<String, ScoreChange> changes = changesFromNow()) {
      Thread sender = new Thread(() -> send(run, accepted), "probe");
      sender.start();
      long deadline = System.nanoTime() + SPACING.multipliedBy(EVENTS).plus(PATIENCE).toNanos();
      while ((sender.isAlive() || !seen.keySet().containsAll(accepted.keySet()))
          && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, ScoreChange> change : changes.poll(SPACING)) {
          if (change.value().cause() != null) {
            seen.putIfAbsent(change.value().cause().eventId(), System.nanoTime());
          }
        }
      }
      sender.interrupt();
      sender.join();
    }
    List<Duration> took = new ArrayList<>();
    accepted.forEach(
        (id, at) -> {
          if (seen.containsKey(id)) {
            took.add(Duration.ofNanos(Math.max(0, seen.get(id) - at)));
          }
        });
    return Latency.of(EVENTS, took);
  }

  private KafkaConsumer<String, ScoreChange> changesFromNow() {
    KafkaConsumer<String, ScoreChange> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false"),
            Topics.SCORE_CHANGES.keySerde().deserializer(),
            Topics.SCORE_CHANGES.serde().deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.SCORE_CHANGES.name()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  private void send(String run, Map<UUID, Long> accepted) {
    long started = System.nanoTime();
    try {
      for (int i = 0; i < EVENTS; i++) {
        long ahead = started + SPACING.toNanos() * i - System.nanoTime();
        if (ahead > 0) {
          Thread.sleep(Duration.ofNanos(ahead).toMillis());
        }
        String clientId = "probe-" + run + "-" + i;
        if (client.send(order(clientId), HttpResponse.BodyHandlers.discarding()).statusCode()
            == 200) {
          accepted.put(target.eventId(Sender.BACKEND, clientId), System.nanoTime());
        }
      }
    } catch (IOException e) {
      // the trickle ends here: the report says how many probes there were and how many were seen
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest order(String clientId) throws IOException {
    Map<String, Object> event =
        Map.of(
            "id",
            clientId,
            "type",
            EventTypes.ORDER_PLACED,
            "anonymousId",
            clientId,
            "order",
            Map.of("id", clientId, "value", 1, "currency", "GBP"));
    return HttpRequest.newBuilder(URI.create(target.collector() + "/v1/events"))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + target.backend().key())
        .header("Content-Type", "application/json")
        .header("User-Agent", "gift-shop-backend/1.0")
        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.mapper().writeValueAsBytes(event)))
        .build();
  }
}
