package io.impuls.embedded;

import io.impuls.contracts.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the catalogue in {@code contracts}; those that exist are left alone. */
public final class TopicCatalogue {

  private static final short ONE_COPY = 1;

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
      for (KafkaFuture<Void> made : admin.createTopics(wanted).values().values()) {
        awaitMade(made);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics cannot be made at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making the topics", e);
    }
  }

  private static void awaitMade(KafkaFuture<Void> made)
      throws ExecutionException, InterruptedException {
    try {
      made.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
