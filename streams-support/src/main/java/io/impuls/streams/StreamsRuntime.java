package io.impuls.streams;

import io.impuls.streams.definitions.DefinitionFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one topology: waits for its topics and definitions, starts, watches, pauses while
 * definitions are stale, and closes within a bound. Nothing here knows of a container; a service
 * produces one as a bean and asks it for health.
 */
public final class StreamsRuntime implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);

  /** How long {@link #close} waits for the clean end that saves a restore. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);
  private static final int PROBE_TIMEOUT_MS = 3_000;

  private final StreamsSettings settings;
  private final Topology topology;
  private final Set<String> requiredTopics;
  private final List<DefinitionFeed<?, ?, ?>> feeds;
  private final MeterRegistry registry;
  private final ThreadReplacement replacement = new ThreadReplacement();
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "streams-watcher");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile KafkaStreams streams;
  private volatile KafkaStreamsMetrics metrics;
  private volatile Admin admin;
  private volatile boolean kafkaReachable;
  private volatile boolean paused;

  /**
   * Makes the runtime; nothing runs before {@link #start}.
   *
   * @param requiredTopics topics that must exist before the start, inputs and outputs
   * @param feeds definitions that must be loaded before the start, and fresh while running
   */
  public StreamsRuntime(
      StreamsSettings settings,
      Topology topology,
      Collection<String> requiredTopics,
      List<DefinitionFeed<?, ?, ?>> feeds,
      MeterRegistry registry) {
    this.settings = settings;
    this.topology = topology;
    this.requiredTopics = Set.copyOf(requiredTopics);
    this.feeds = List.copyOf(feeds);
    this.registry = registry;
  }

  /** Begins to wait for what the topology needs and starts it then; returns at once. */
  public void start() {
    feeds.forEach(DefinitionFeed::start);
    watcher.scheduleWithFixedDelay(
        this::watch, 0, WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether it processes records and answers from its stores now. */
  public boolean ready() {
    KafkaStreams running = streams;
    return running != null && running.state() == State.RUNNING && !paused && kafkaReachable;
  }

  /** Whether it can still get well by itself; a process that is not alive wants a restart. */
  public boolean alive() {
    KafkaStreams running = streams;
    return running == null
        || running.state() != State.ERROR && running.state() != State.NOT_RUNNING
        || closed.get();
  }

  /** Gives one word or two on the present state, for a health answer. */
  public String status() {
    KafkaStreams running = streams;
    if (running == null) {
      return "WAITING for topics or definitions";
    }
    if (!kafkaReachable) {
      return "KAFKA UNREACHABLE";
    }
    return paused ? "PAUSED, definitions are stale" : running.state().name();
  }

  /** Gives the running client; empty before the start. */
  public Optional<KafkaStreams> streams() {
    return Optional.ofNullable(streams);
  }

  /**
   * Whether a partition of an input has been consumed to its end, as the consumers of this client
   * last heard of it; false while none of them has.
   */
  public boolean consumed(String topic, int partition) {
    KafkaStreams running = streams;
    return running != null && ConsumerLag.none(running.metrics(), topic, partition);
  }

  /** Ends the client within a bound; state is flushed so that the next start restores nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    watcher.shutdownNow();
    try {
      watcher.awaitTermination(PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (metrics != null) {
      metrics.close();
    }
    if (streams != null && !streams.close(CLOSE_TIMEOUT)) {
      LOG.warn(
          "streams did not close in time, the next start restores: {}", settings.applicationId());
    }
    feeds.forEach(DefinitionFeed::close);
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }

  /** One look at the world; never throws, or the schedule would end. */
  private void watch() {
    try {
      kafkaReachable = probe();
      if (streams == null) {
        startIfPossible();
      } else {
        pauseOrResume();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("cannot watch the streams client of {}", settings.applicationId(), e);
    }
  }

  private boolean probe() throws InterruptedException {
    if (admin == null) {
      admin =
          Admin.create(
              Map.of(
                  CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                  settings.bootstrapServers(),
                  AdminClientConfig.CLIENT_ID_CONFIG,
                  settings.applicationId() + "-" + settings.instanceId() + "-probe",
                  AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                  PROBE_TIMEOUT_MS,
                  AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                  PROBE_TIMEOUT_MS));
    }
    try {
      Set<String> names = admin.listTopics().names().get(PROBE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
      return streams != null || names.containsAll(requiredTopics);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("Kafka does not answer", e);
      return false;
    }
  }

  private void startIfPossible() {
    if (!kafkaReachable || !feeds.stream().allMatch(DefinitionFeed::loaded)) {
      return;
    }
    KafkaStreams created = new KafkaStreams(topology, settings.properties());
    created.setUncaughtExceptionHandler(replacement::decide);
    created.setStateListener(
        (now, before) ->
            LOG.info("streams {} went from {} to {}", settings.applicationId(), before, now));
    metrics = new KafkaStreamsMetrics(created);
    metrics.bindTo(registry);
    created.start();
    streams = created;
  }

  private void pauseOrResume() {
    boolean fresh = feeds.stream().allMatch(DefinitionFeed::fresh);
    if (!fresh && !paused) {
      LOG.warn("definitions are stale, pausing {}", settings.applicationId());
      streams.pause();
      paused = true;
    } else if (fresh && paused) {
      LOG.info("definitions are fresh again, resuming {}", settings.applicationId());
      streams.resume();
      paused = false;
    }
  }
}
