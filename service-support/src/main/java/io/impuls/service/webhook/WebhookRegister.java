package io.impuls.service.webhook;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.webhook.Webhook;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Every webhook, as its topic has it, and the way to change one. Every instance reads the topic and
 * comes to the same: of two changes that were made at a time the first in the log holds, and the
 * other one's author is told.
 */
final class WebhookRegister implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WebhookRegister.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration BOUND = RegisterClients.BOUND;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(3);

  /** What became of a change. */
  enum Outcome {
    /** It holds. */
    HOLDS,
    /** Another one was first. */
    OVERTAKEN,
    /** Nobody knows: Kafka did not answer in time. */
    UNKNOWN
  }

  private final Topic<Webhook> topic;
  private final TopicPartition partition;
  private final RegisterClients clients;
  private final Consumer<Webhook> changed;
  private final Map<UUID, Webhook> hooks = new ConcurrentHashMap<>();
  private final Map<UUID, CompletableFuture<Outcome>> awaited = new ConcurrentHashMap<>();
  private final Set<UUID> untold = new HashSet<>();
  private final Map<UUID, Outcome> became = new HashMap<>();
  private final Thread reader;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile boolean loaded;
  private volatile boolean closed;
  private long next;

  /**
   * Makes it; nothing is read before {@link #start}.
   *
   * @param changed is told of each webhook that is new or another, once all are loaded; must return
   *     soon
   */
  WebhookRegister(
      Topic<Webhook> topic, String bootstrapServers, String instanceId, Consumer<Webhook> changed) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), 0);
    this.clients = new RegisterClients(topic, bootstrapServers, instanceId);
    this.changed = changed;
    this.reader = new Thread(this::run, "webhooks-" + topic.name());
    this.reader.setDaemon(true);
  }

  /** Begins to read; returns at once. */
  void start() {
    reader.start();
  }

  /** Whether everything that was in the topic at the start has been read. */
  boolean loaded() {
    return loaded;
  }

  /** Gives a webhook of a workspace that is not deleted. */
  Optional<Webhook> find(UUID workspace, UUID id) {
    return Optional.ofNullable(hooks.get(id))
        .filter(hook -> hook.workspace().equals(workspace))
        .filter(hook -> hook.state() != Webhook.State.DELETED);
  }

  /** Gives all that are not deleted. */
  List<Webhook> all() {
    Collection<Webhook> known = hooks.values();
    return known.stream().filter(hook -> hook.state() != Webhook.State.DELETED).toList();
  }

  /** Makes a change, and waits until it has been read back. Blocks: call it on a worker thread. */
  Outcome publish(Webhook changedHook) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    awaited.put(changedHook.change(), outcome);
    Webhook before = hooks.get(changedHook.id());
    try {
      send(changedHook.key(), changedHook).get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
      Outcome became = outcome.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
      // what does not hold any more only takes room
      if (became == Outcome.OVERTAKEN) {
        send(changedHook.key(), null);
      } else if (before != null) {
        send(before.key(), null);
      }
      return became;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.UNKNOWN;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warnf(e, "a webhook's change was not confirmed topic=%s", topic.name());
      return Outcome.UNKNOWN;
    } finally {
      awaited.remove(changedHook.change());
    }
  }

  private Future<?> send(String key, Webhook value) {
    return clients.producer().send(new ProducerRecord<>(topic.name(), 0, key, value));
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<String, byte[]> opened = clients.consumer()) {
        consumer = opened;
        read(opened);
      } catch (WakeupException e) {
        LOG.debugf("reader of %s woken up to close", topic.name());
      } catch (RuntimeException e) {
        LOG.warnf(
            "reading %s failed, trying again cause=%s", topic.name(), e.getClass().getSimpleName());
        pause();
      }
    }
  }

  private void read(KafkaConsumer<String, byte[]> opened) {
    opened.assign(List.of(partition));
    opened.seek(partition, next);
    long end = opened.endOffsets(List.of(partition), BOUND).get(partition);
    while (!closed) {
      for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
        take(record);
      }
      next = opened.position(partition);
      if (next >= end) {
        loaded = true;
      }
      if (loaded) {
        untold.forEach(id -> changed.accept(hooks.get(id)));
        untold.clear();
      }
      // whoever made a change hears of it when it has taken effect here
      became.forEach(
          (change, outcome) ->
              Optional.ofNullable(awaited.get(change)).ifPresent(made -> made.complete(outcome)));
      became.clear();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    Webhook read;
    try {
      read = topic.serde().deserialize(topic.name(), record.value());
    } catch (RuntimeException e) {
      LOG.errorf("unreadable webhook topic=%s offset=%d", topic.name(), record.offset());
      return;
    }
    Webhook held = hooks.get(read.id());
    boolean holds = held == null || read.revision() > held.revision();
    if (holds) {
      hooks.put(read.id(), read);
      untold.add(read.id());
    }
    became.put(read.change(), holds ? Outcome.HOLDS : Outcome.OVERTAKEN);
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      reader.join(CLOSE_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.interrupt();
    clients.close();
  }
}
