package io.impuls.streams.definitions;

import io.impuls.contracts.plan.Published;
import io.impuls.contracts.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions of one compacted, single-partition topic, kept up to date on a thread of its own,
 * and the way to publish another. Readers see immutable snapshots. Every instance writes a
 * heartbeat to the topic each second and reads it back: while it does not come, what this instance
 * knows may be old, and it must not judge events by it (decision 11).
 *
 * @param <D> what is defined
 * @param <C> its compiled form
 * @param <I> index over a workspace's versions, as the service needs it
 */
public final class DefinitionFeed<D, C, I> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DefinitionFeed.class);

  /** Older than this, the snapshot counts as stale. */
  static final Duration STALE_AFTER = Duration.ofSeconds(5);

  private static final String HEARTBEAT = "heartbeat|";
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(3);

  /** Unusable records that are remembered, over all workspaces. */
  private static final int MOST_REFUSED = 100;

  private static final Duration PUBLISH_TIMEOUT = Duration.ofSeconds(10);

  private final Topic<Published<D>> topic;
  private final DefinitionClients clients;
  private final String instanceId;
  private final Function<List<Version<D, C>>, I> indexer;
  private final Counter unreadable;
  private final TopicPartition partition;
  private final Definitions<D, C> definitions;
  private final Map<UUID, I> indexes = new ConcurrentHashMap<>();
  private final Set<UUID> changed = new HashSet<>();
  private final Deque<Refused> refused = new ArrayDeque<>();
  private final Object monitor = new Object();
  private final Thread reader;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile boolean loaded;
  private volatile boolean closed;
  private volatile long lastHeartbeatNanos;
  private long nextOffset;
  private long heartbeatSentNanos;

  /** Makes the feed of definitions of which every version takes effect. */
  public DefinitionFeed(
      Topic<Published<D>> topic,
      String bootstrapServers,
      String instanceId,
      Function<Published<D>, C> compiler,
      Function<List<Version<D, C>>, I> indexer,
      MeterRegistry registry) {
    this(topic, bootstrapServers, instanceId, compiler, definition -> false, indexer, registry);
  }

  /**
   * Makes the feed; nothing is read before {@link #start}.
   *
   * @param compiler makes the compiled form; throws when the content is not valid
   * @param drafts tells versions that are in force at no time, and end no other
   * @param indexer makes the index over all versions of one workspace; called after each change
   */
  public DefinitionFeed(
      Topic<Published<D>> topic,
      String bootstrapServers,
      String instanceId,
      Function<Published<D>, C> compiler,
      Predicate<D> drafts,
      Function<List<Version<D, C>>, I> indexer,
      MeterRegistry registry) {
    this.topic = topic;
    this.clients = new DefinitionClients(topic.name(), bootstrapServers, instanceId);
    this.instanceId = instanceId;
    this.indexer = indexer;
    this.partition = new TopicPartition(topic.name(), 0);
    this.definitions = new Definitions<>(compiler, drafts);
    this.unreadable =
        Counter.builder("definitions.unreadable").tag("topic", topic.name()).register(registry);
    registry.gauge(
        "definitions.age.seconds",
        io.micrometer.core.instrument.Tags.of("topic", topic.name()),
        this,
        feed -> Duration.ofNanos(System.nanoTime() - feed.lastHeartbeatNanos).toSeconds());
    this.reader = new Thread(this::run, "definitions-" + topic.name());
    this.reader.setDaemon(true);
  }

  /** Begins to read; returns at once. */
  public void start() {
    reader.start();
  }

  /** Whether everything that was in the topic at the start has been read. */
  public boolean loaded() {
    return loaded;
  }

  /** Whether the snapshot is young enough to judge by. */
  public boolean fresh() {
    return loaded && System.nanoTime() - lastHeartbeatNanos < STALE_AFTER.toNanos();
  }

  /** Gives the index of a workspace; empty when it has no definitions. */
  public Optional<I> index(UUID workspace) {
    return Optional.ofNullable(indexes.get(workspace));
  }

  /**
   * Gives every accepted version of a workspace, ids in order of first publication, versions
   * ascending.
   */
  public List<Version<D, C>> versions(UUID workspace) {
    synchronized (monitor) {
      return definitions.all(workspace);
    }
  }

  /** Gives the newest records of a workspace that this instance could not use, newest last. */
  public List<Refused> refused(UUID workspace) {
    synchronized (monitor) {
      return refused.stream().filter(one -> one.key().startsWith(workspace + "|")).toList();
    }
  }

  /**
   * Publishes a version and waits until this instance has read it back. Blocks: call it on a worker
   * thread.
   *
   * @param proposal with a new {@code proposalId}; {@code effectiveFrom} null for ten seconds after
   *     the append
   */
  public Publication<D, C> publish(Published<D> proposal) {
    try {
      RecordMetadata written =
          clients
              .producer()
              .send(
                  new ProducerRecord<>(
                      topic.name(),
                      0,
                      proposal.key(),
                      topic.serde().serialize(topic.name(), proposal),
                      ceHeaders(proposal)))
              .get(PUBLISH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      Optional<Version<D, C>> holder = await(proposal, written.offset());
      if (holder.isEmpty()) {
        return new Publication.Unavailable<>("the published version could not be read back");
      }
      if (holder.get().published().proposalId().equals(proposal.proposalId())) {
        return new Publication.Won<>(holder.get());
      }
      clients.producer().send(new ProducerRecord<>(topic.name(), 0, proposal.key(), null));
      return new Publication.Conflict<>(holder.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Publication.Unavailable<>("interrupted");
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("could not publish to {}", topic.name(), e);
      return new Publication.Unavailable<>("Kafka did not confirm the version in time");
    }
  }

  /** Stops reading; {@link #index} keeps its last answers. */
  @Override
  public void close() {
    closed = true;
    KafkaConsumer<String, byte[]> running = consumer;
    if (running != null) {
      running.wakeup();
    }
    try {
      // a short wait lets the consumer close by itself; an interrupt would make it complain
      reader.join(CLOSE_BOUND.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.interrupt();
    clients.close();
  }

  private Iterable<org.apache.kafka.common.header.Header> ceHeaders(Published<D> proposal) {
    var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
    topic.serde().serialize(topic.name(), headers, proposal);
    return headers;
  }

  private Optional<Version<D, C>> await(Published<D> proposal, long offset)
      throws InterruptedException {
    long deadline = System.nanoTime() + PUBLISH_TIMEOUT.toNanos();
    synchronized (monitor) {
      while (nextOffset <= offset) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return Optional.empty();
        }
        monitor.wait(left);
      }
      return definitions.find(proposal.workspace(), proposal.id(), proposal.version());
    }
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<String, byte[]> opened = clients.consumer()) {
        consumer = opened;
        read(opened);
      } catch (WakeupException e) {
        LOG.debug("reader of {} woken up to close", topic.name());
      } catch (KafkaException e) {
        LOG.warn("reading {} failed, trying again", topic.name(), e);
        pause();
      }
    }
  }

  private void read(KafkaConsumer<String, byte[]> opened) {
    opened.assign(List.of(partition));
    opened.seek(partition, nextOffset);
    long end = opened.endOffsets(List.of(partition), PUBLISH_TIMEOUT).get(partition);
    while (!closed) {
      beat();
      for (ConsumerRecord<String, byte[]> item : opened.poll(POLL)) {
        take(item);
      }
      synchronized (monitor) {
        changed.forEach(this::reindex);
        changed.clear();
        nextOffset = opened.position(partition);
        monitor.notifyAll();
      }
      if (!loaded && nextOffset >= end) {
        lastHeartbeatNanos = System.nanoTime();
        loaded = true;
      }
    }
  }

  /** Once for all that one poll brought: an index over all versions for each would be quadratic. */
  private void reindex(UUID workspace) {
    try {
      indexes.put(workspace, indexer.apply(definitions.all(workspace)));
    } catch (RuntimeException e) {
      LOG.error("the definitions of {} cannot be indexed, the last index stays", topic.name(), e);
    }
  }

  private void take(ConsumerRecord<String, byte[]> item) {
    if (item.key() == null || item.value() == null) {
      return;
    }
    if (item.key().startsWith(HEARTBEAT)) {
      if (item.key().equals(HEARTBEAT + instanceId)) {
        lastHeartbeatNanos = System.nanoTime();
      }
      return;
    }
    // one bad definition must not stop the others: the last good version stays in force
    Refused.Reason fault = Refused.Reason.UNREADABLE;
    try {
      Published<D> proposal = topic.serde().deserialize(topic.name(), item.value());
      fault = Refused.Reason.INVALID;
      synchronized (monitor) {
        definitions.accept(proposal, Instant.ofEpochMilli(item.timestamp()));
        changed.add(proposal.workspace());
      }
    } catch (RuntimeException e) {
      refuse(item, fault, e);
    }
  }

  private void refuse(
      ConsumerRecord<String, byte[]> item, Refused.Reason fault, RuntimeException cause) {
    unreadable.increment();
    LOG.error("definition at {} offset {} is not usable", topic.name(), item.offset(), cause);
    String detail = String.valueOf(cause.getMessage());
    synchronized (monitor) {
      if (refused.size() == MOST_REFUSED) {
        refused.removeFirst();
      }
      refused.addLast(new Refused(item.offset(), item.key(), fault, detail));
    }
  }

  private void beat() {
    long now = System.nanoTime();
    if (now - heartbeatSentNanos >= HEARTBEAT_INTERVAL.toNanos()) {
      heartbeatSentNanos = now;
      clients
          .producer()
          .send(new ProducerRecord<>(topic.name(), 0, HEARTBEAT + instanceId, new byte[] {'1'}));
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
