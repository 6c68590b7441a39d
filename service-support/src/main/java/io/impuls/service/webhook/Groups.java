package io.impuls.service.webhook;

import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * The places of webhooks: offsets of consumer groups, where every instance finds them. Its methods
 * block, and throw {@link KafkaException} when Kafka does not answer.
 */
final class Groups implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Groups.class);
  private static final Duration BOUND = Duration.ofSeconds(8);

  private final Map<String, Topic<?>> topics;
  private final Map<String, Object> settings;
  private Admin admin;

  /**
   * Makes it.
   *
   * @param topics by the kinds that webhooks name
   */
  Groups(Map<String, Topic<?>> topics, String bootstrapServers, String instanceId) {
    this.topics = topics;
    this.settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.CLIENT_ID_CONFIG,
            "webhook-groups-" + instanceId,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) BOUND.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) BOUND.toMillis() / 2);
  }

  /** Gives all partitions of the topics of some kinds. */
  List<TopicPartition> partitions(Collection<String> kinds) {
    return kinds.stream()
        .map(topics::get)
        .filter(Objects::nonNull)
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(number -> new TopicPartition(topic.name(), number)))
        .toList();
  }

  /** Gives the oldest offsets that are kept. */
  Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /** Gives the offsets of what is committed next. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  /** Gives the offsets of the first records since then; the ends where there is none. */
  Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, long millis) {
    Map<TopicPartition, Long> found = offsets(partitions, OffsetSpec.forTimestamp(millis));
    Map<TopicPartition, Long> ends = ends(partitions);
    Map<TopicPartition, Long> since = new HashMap<>();
    found.forEach(
        (partition, offset) -> since.put(partition, offset < 0 ? ends.get(partition) : offset));
    return since;
  }

  /** Gives where a group is, with how it goes. */
  Map<TopicPartition, OffsetAndMetadata> places(String group) {
    try {
      return ask(a -> a.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    } catch (GroupIdNotFoundException e) {
      return Map.of();
    }
  }

  /** Makes a group, which nobody may be in, begin there. */
  void begin(String group, Map<TopicPartition, Long> places) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    places.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    ask(a -> a.alterConsumerGroupOffsets(group, offsets).all());
  }

  /** Forgets a group if nobody is in it any more; the last one to leave it asks for this. */
  void forget(String group) {
    try {
      ask(a -> a.deleteConsumerGroups(List.of(group)).all());
    } catch (GroupNotEmptyException | GroupIdNotFoundException e) {
      LOG.debugf("not forgotten group=%s cause=%s", group, e.getClass().getSimpleName());
    } catch (KafkaException e) {
      // Kafka itself forgets empty groups after some days
      LOG.infof("not forgotten group=%s cause=%s", group, e.getClass().getSimpleName());
    }
  }

  /** Gives the kind of one of the topics. */
  String kind(String topic) {
    return topics.entrySet().stream()
        .filter(entry -> entry.getValue().name().equals(topic))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    ask(a -> a.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private <T> T ask(Function<Admin, KafkaFuture<T>> question) {
    try {
      return question.apply(admin()).get(2 * BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException(e);
    }
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
