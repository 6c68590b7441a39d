package io.impuls.embedded;

import io.impuls.contracts.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics of the catalogue in {@code contracts}; those that exist are left alone. */
public final class TopicCatalogue {

  private static final short ONE_COPY = 1;
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicCatalogue() {}

  /** Removes every topic and consumer group there is, then makes the topics of the catalogue. */
  public static void reset(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
      for (GroupListing group : admin.listGroups().all().get()) {
        delete(admin, group.groupId());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be removed at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while removing the topics", e);
    }
    create(bootstrapServers);
  }

  /**
   * A member with a name of its own stays in its group for a while after its process has ended: it
   * could come back, and here it never will.
   */
  private static void delete(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupNotEmptyException)) {
        throw e;
      }
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
      admin.deleteConsumerGroups(List.of(group)).all().get();
    }
  }

  /** Makes every topic that is missing, one copy of each. */
  public static void create(String bootstrapServers) {
    List<NewTopic> wanted = new ArrayList<>();
    Topics.all()
        .forEach(
            topic ->
                wanted.add(
                    new NewTopic(topic.name(), topic.partitions(), ONE_COPY)
                        .configs(topic.settings())));
    Topics.internal()
        .forEach(
            name ->
                wanted.add(
                    new NewTopic(name, Topics.PARTITIONS, ONE_COPY)
                        .configs(Topics.internalSettings())));
    Topics.deadLetters()
        .forEach(
            name ->
                wanted.add(
                    new NewTopic(name, Topics.PARTITIONS, ONE_COPY)
                        .configs(Topics.deadLetterSettings())));
    create(bootstrapServers, wanted);
  }

  private static void create(String bootstrapServers, Collection<NewTopic> wanted) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      // Asked of the controller, topic by topic: a broker's list may still show deleted ones.
      CreateTopicsResult result = admin.createTopics(wanted);
      Map<String, Uuid> made = new HashMap<>();
      for (Map.Entry<String, KafkaFuture<Void>> topic : result.values().entrySet()) {
        if (isMade(topic.getValue())) {
          made.put(topic.getKey(), result.topicId(topic.getKey()).get());
        }
      }
      awaitShown(admin, made);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be made at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making the topics", e);
    }
  }

  /**
   * Waits until the broker knows the topics by their new ids: while it still knows a deleted one of
   * that name, it takes records for that one, and loses them.
   */
  private static void awaitShown(Admin admin, Map<String, Uuid> made)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
    while (!made.equals(shown(admin, made.keySet()))) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the broker does not show the topics that were made");
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private static Map<String, Uuid> shown(Admin admin, Set<String> names)
      throws ExecutionException, InterruptedException {
    Map<String, Uuid> shown = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        shown.put(topic.getKey(), topic.getValue().get().topicId());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return shown;
  }

  /** Whether a topic was made; false when it was there. */
  private static boolean isMade(KafkaFuture<Void> made)
      throws ExecutionException, InterruptedException {
    try {
      made.get();
      return true;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return false;
    }
  }
}
