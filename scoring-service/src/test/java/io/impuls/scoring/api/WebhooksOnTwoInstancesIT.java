package io.impuls.scoring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.impuls.contracts.score.ScoreChange;
import io.impuls.contracts.topic.Topics;
import io.impuls.contracts.webhook.Webhook.State;
import io.impuls.embedded.ServerKind;
import io.impuls.scoring.TestChanges;
import io.impuls.scoring.api.Subscriber.Delivery;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.webhook.WebhookDesk;
import io.impuls.service.webhook.WebhookView;
import io.impuls.service.webhook.Webhooks;
import io.impuls.testkit.EmbeddedServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances of the service that share their webhooks, over a real Kafka. */
class WebhooksOnTwoInstancesIT {

  @RegisterExtension static final EmbeddedServers SERVERS = EmbeddedServers.with(ServerKind.KAFKA);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PERSONS = 30;

  private final UUID workspace = UUID.randomUUID();
  private final List<UUID> persons = Stream.generate(UUID::randomUUID).limit(PERSONS).toList();
  private final TestWebhooks service = new TestWebhooks();
  private Webhooks one;
  private Webhooks two;

  @BeforeEach
  void start() {
    one = service.start("one");
    two = service.start("two");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void shareThePartitionsAndTakeOverFromOneThatStops() {
    try (Subscriber subscriber = new Subscriber(d -> 200)) {
      WebhookView hook = register(one.desk(), subscriber);
      await().atMost(PATIENCE).until(() -> members(hook) == 2);
      writeAll(1);
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() >= PERSONS);
      assertThat(subscriber.taken()).as("each by one instance").hasSize(PERSONS);

      writeAll(2);
      one.close();
      writeAll(3);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  persons.forEach(
                      person ->
                          assertThat(firstTimes(subscriber.taken(), person))
                              .containsExactly(1L, 2L, 3L)));
      assertThat(ids(subscriber.taken())).as("a repetition has the same id").hasSize(3 * PERSONS);
      await().atMost(PATIENCE).until(() -> members(hook) == 1);
      await().atMost(PATIENCE).until(() -> two.desk().find(workspace, hook.id()).behind() == 0);
    }
  }

  @Test
  void agreeOnOneStateWhenBothChangeIt() {
    try (Subscriber subscriber = new Subscriber(d -> 200)) {
      WebhookView hook = register(one.desk(), subscriber);
      await().atMost(PATIENCE).until(() -> known(two, hook.id()));

      for (int i = 0; i < 10; i++) {
        CompletableFuture<?> pausing =
            CompletableFuture.runAsync(() -> one.desk().pause(workspace, hook.id(), "one"));
        CompletableFuture<WebhookView> rotating =
            CompletableFuture.supplyAsync(() -> two.desk().rotate(workspace, hook.id(), "two"));
        pausing.join();
        Instant until = rotating.join().formerSecretUntil();

        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  WebhookView here = one.desk().find(workspace, hook.id());
                  assertThat(here.state()).isEqualTo(State.PAUSED);
                  assertThat(here.formerSecretUntil())
                      .isCloseTo(until, within(1, ChronoUnit.MILLIS));
                  assertThat(two.desk().find(workspace, hook.id())).isEqualTo(here);
                });
        two.desk().resume(workspace, hook.id(), "two");
        await()
            .atMost(PATIENCE)
            .until(() -> one.desk().find(workspace, hook.id()).state() == State.ACTIVE);
      }
    }
  }

  @Test
  void skipNothingSilentlyWhenThePlaceIsNoMore() throws Exception {
    try (Subscriber subscriber = new Subscriber(d -> 500)) {
      WebhookView hook = register(one.desk(), subscriber);
      writeAll(1);
      await().atMost(PATIENCE).until(() -> !subscriber.all().isEmpty());
      one.desk().pause(workspace, hook.id(), "user");
      forgetRecords();
      // whoever begins anew finds nothing at the place
      one.close();
      two.close();
      Webhooks three = service.start("three");
      subscriber.answers(d -> 200);
      three.desk().resume(workspace, hook.id(), "user");
      await()
          .atMost(PATIENCE)
          .until(() -> three.desk().find(workspace, hook.id()).state() == State.SUSPENDED);
      assertThat(three.desk().find(workspace, hook.id()).reason())
          .contains("no longer kept")
          .contains("replay");

      writeAll(2);
      three.desk().replay(workspace, hook.id(), "beginning", "user");
      await().atMost(PATIENCE).until(() -> subscriber.taken().size() == PERSONS);
      assertThat(subscriber.taken()).allMatch(delivery -> delivery.version() == 2);
      assertThat(three.desk().find(workspace, hook.id()).state()).isEqualTo(State.ACTIVE);
    }
  }

  @Test
  void registerNothingWithoutAKey() {
    Webhooks keyless = service.start("keyless", List.of());
    WebhookDesk.Order order =
        new WebhookDesk.Order("a", "http://127.0.0.1:1/", List.of("score-changes"), null);

    assertThatThrownBy(() -> keyless.desk().register(workspace, order, "user"))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .extracting(refused -> refused.problem().detail())
        .asString()
        .contains("impuls.webhooks.keys");
  }

  private WebhookView register(WebhookDesk desk, Subscriber subscriber) {
    return desk.register(
        workspace,
        new WebhookDesk.Order("ours", subscriber.url(), List.of("score-changes"), "now"),
        "user");
  }

  private boolean known(Webhooks webhooks, UUID hook) {
    return webhooks.desk().list(workspace).stream().anyMatch(view -> view.id().equals(hook));
  }

  private void writeAll(long version) {
    service.write(
        persons.stream()
            .map(person -> TestChanges.change(workspace, person, "a", version, 1, null))
            .toArray(ScoreChange[]::new));
  }

  private static List<Long> firstTimes(List<Delivery> deliveries, UUID person) {
    Set<String> seen = new HashSet<>();
    return deliveries.stream()
        .filter(d -> d.event().at("/data/person").textValue().equals(person.toString()))
        .filter(d -> seen.add(d.id()))
        .map(Delivery::version)
        .toList();
  }

  private static Set<String> ids(List<Delivery> deliveries) {
    Set<String> ids = new HashSet<>();
    deliveries.forEach(delivery -> ids.add(delivery.id()));
    return ids;
  }

  /** Gives how many instances have partitions of a webhook. */
  private static long members(WebhookView hook) throws Exception {
    try (Admin admin = TestWebhooks.admin()) {
      List<String> groups =
          admin.listGroups().all().get().stream()
              .map(GroupListing::groupId)
              .filter(group -> group.startsWith("test-webhook-" + hook.id()))
              .toList();
      return admin.describeConsumerGroups(groups).all().get().values().stream()
          .flatMap(group -> group.members().stream())
          .map(MemberDescription::assignment)
          .filter(assignment -> !assignment.topicPartitions().isEmpty())
          .count();
    }
  }

  private void forgetRecords() throws Exception {
    try (Admin admin = TestWebhooks.admin()) {
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      for (int i = 0; i < Topics.PARTITIONS; i++) {
        all.put(new TopicPartition(service.topic(), i), RecordsToDelete.beforeOffset(-1));
      }
      admin.deleteRecords(all).all().get();
    }
  }
}
