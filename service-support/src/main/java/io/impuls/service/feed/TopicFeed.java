package io.impuls.service.feed;

import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import io.impuls.service.security.Caller;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic's records of one workspace as server-sent events. The id of each is a position in the
 * whole topic: a listener that comes back with the last one it got (as browsers' {@code
 * EventSource} does by {@code Last-Event-ID}) goes on without a gap. A record told twice has the
 * same CloudEvents id. Records of one person come in order. A slow listener slows only itself.
 */
public final class TopicFeed implements AutoCloseable {

  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Topic<?> topic;
  private final String eventName;
  private final Map<String, Object> settings;
  private final Semaphore places;
  private final int mostListeners;
  private final InstantSource clock;
  private final Set<FeedReader> readers = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  /**
   * Makes a feed.
   *
   * @param topic key: workspace and person
   * @param eventName the field {@code event} of its server-sent events
   * @param mostListeners how many may listen to this instance at a time; each takes a thread and a
   *     consumer
   * @param clock says when a listener's time is over
   */
  public TopicFeed(
      Topic<?> topic,
      String eventName,
      String bootstrapServers,
      String instanceId,
      int mostListeners,
      InstantSource clock,
      MeterRegistry registry) {
    this.topic = topic;
    this.eventName = eventName;
    this.mostListeners = mostListeners;
    this.clock = clock;
    this.places = new Semaphore(mostListeners);
    AtomicInteger numbers = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread =
                  new Thread(work, "feed-" + topic.name() + "-" + numbers.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.CLIENT_ID_CONFIG,
            "feed-" + instanceId,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000,
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            4_000,
            ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            2_000L);
    Gauge.builder("feed.listeners", readers, Set::size)
        .tag("topic", topic.name())
        .register(registry);
    // Quarkus waits for requests in work before it tells anybody of the stop: a feed has no end.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "feed-end"));
  }

  /**
   * Opens the feed for a caller, as their request says. Blocks until Kafka has told the offsets.
   *
   * @param from {@code now}, {@code beginning} or the id of an event of this feed
   * @param person whose records are told; empty for all persons'
   * @param wanted which of these
   * @throws ProblemException 400 when {@code from} is none of these, and as the other one
   */
  public Multi<OutboundSseEvent> open(
      Sse sse,
      String from,
      Caller caller,
      Optional<UUID> person,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    UUID workspace = caller.workspace();
    Predicate<ConsumerRecord<byte[], byte[]>> told = wanted;
    if (person.isPresent()) {
      String key = new PersonKey(workspace, person.get()).text();
      Predicate<ConsumerRecord<byte[], byte[]>> theirs =
          record -> key.equals(new String(record.key(), StandardCharsets.UTF_8));
      // the key first: what is wanted may have to read the value
      told = theirs.and(wanted);
    }
    return open(sse, start(from), workspace, told, caller.expiresAt());
  }

  /**
   * Gives which records say a certain value, for {@link #open}.
   *
   * @param field name of a field of their values
   * @param value what it is to say; empty for anything
   */
  public static Predicate<ConsumerRecord<byte[], byte[]>> saying(
      String field, Optional<String> value) {
    return record -> value.isEmpty() || value.get().equals(text(field, record));
  }

  private static String text(String field, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Json.mapper().readTree(record.value()).path(field).textValue();
    } catch (IOException e) {
      // what cannot be read says nothing, and who wants something certain is not told of it
      return null;
    }
  }

  private static FeedStart start(String from) {
    try {
      return FeedStart.parse(from);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.invalid("from", "is 'now', 'beginning' or the id of an event of this feed"));
    }
  }

  /**
   * Opens the feed for one listener. Blocks until Kafka has told the offsets.
   *
   * @param start where to begin
   * @param wanted which of the workspace's records are told
   * @param until when it ends, for example with the caller's token
   * @throws ProblemException 400 when the position is of another feed, 503 when Kafka is away or
   *     too many listen
   */
  public Multi<OutboundSseEvent> open(
      Sse sse,
      FeedStart start,
      UUID workspace,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      Instant until) {
    if (!places.tryAcquire()) {
      throw new ProblemException(
          Problem.unavailable(
              "This instance already has " + mostListeners + " listeners to " + topic.name()),
          RETRY_AFTER);
    }
    FeedReader reader;
    try {
      reader = reader(start, workspace, wanted);
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
    readers.add(reader);
    FeedEvents events = new FeedEvents(sse, eventName);
    return Multi.createBy()
        .repeating()
        .uni(() -> Uni.createFrom().item(reader::next).runSubscriptionOn(threads))
        .whilst(items -> !reader.closed() && clock.instant().isBefore(until))
        .onItem()
        .<FeedItem>disjoint()
        .map(events::of)
        .onTermination()
        .invoke(() -> end(reader));
  }

  private FeedReader reader(
      FeedStart start, UUID workspace, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    byte[] prefix = (workspace + "|").getBytes(StandardCharsets.US_ASCII);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      return new FeedReader(
          consumer,
          topic.name(),
          start,
          record ->
              record.value() != null && startsWith(record.key(), prefix) && wanted.test(record),
          QUIET);
    } catch (IllegalArgumentException e) {
      consumer.close();
      throw new ProblemException(
          Problem.invalid(
              "from",
              "This position is not one of the feed of "
                  + topic.name()
                  + ": take the id of an event of this feed, 'now' or 'beginning'"));
    } catch (KafkaException e) {
      consumer.close();
      throw new ProblemException(
          Problem.unavailable("Kafka does not answer; try again in a moment"), RETRY_AFTER);
    }
  }

  /** Termination is told by an event loop, which must not wait for a consumer to close. */
  private void end(FeedReader reader) {
    if (readers.remove(reader)) {
      places.release();
      threads.execute(reader::close);
    }
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key != null
        && key.length > prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Ends all listeners' streams; they come back to another instance with their last position. */
  @Override
  public void close() {
    readers.forEach(FeedReader::close);
  }
}
