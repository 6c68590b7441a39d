package io.impuls.service.webhook;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.webhook.Webhook;
import io.impuls.contracts.webhook.Webhook.State;
import io.impuls.service.topic.ConsumerSettings;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The webhooks of a service: their register and their deliveries on this instance. Every record is
 * told until it is taken, those of one person in order, and a record that is told again has the
 * same {@code webhook-id}. {@link #desk} is where users' requests go.
 */
public final class Webhooks implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Webhooks.class);

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(7);
  private static final Duration LAST_CHANGES = Duration.ofSeconds(2);

  /** Subscribers are slower than Kafka: what is read ahead only takes memory. */
  private static final int POLLED_RECORDS = 100;

  private static final int FETCHED_BYTES = 1 << 20;
  private static final int FETCHED_BYTES_OF_PARTITION = 64 << 10;
  private static final String SERVICE_ITSELF = "impuls";

  private final WebhookSettings settings;
  private final Map<String, Topic<?>> topics;
  private final InstantSource clock;
  private final Vertx vertx;
  private final HttpPost post;
  private final Courier courier;
  private final Groups groups;
  private final WebhookRegister register;
  private final WebhookDesk desk;
  private final Surroundings surroundings;
  private final RetrySchedule schedule;
  private final Map<UUID, HookDelivery> deliveries = new ConcurrentHashMap<>();
  private final ExecutorService changes =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "webhook-changes");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  /**
   * Makes them; {@link #start} starts them.
   *
   * @param registrations where they are kept
   * @param topics what can be told, by short names
   */
  public Webhooks(
      WebhookSettings settings,
      Topic<Webhook> registrations,
      Map<String, Topic<?>> topics,
      Vertx vertx,
      WebhookMetrics metrics,
      InstantSource clock) {
    this.settings = settings;
    this.topics = Map.copyOf(topics);
    this.clock = clock;
    this.vertx = vertx;
    Targets targets =
        new Targets(
            new ReachableAddresses(settings.insideNetworks()),
            host -> List.of(InetAddress.getAllByName(host)));
    this.post = new HttpPost(vertx, targets, settings.patience(), clock);
    this.courier = new Courier(post, settings.keys(), metrics, clock);
    this.schedule = new RetrySchedule(settings.retry().first(), settings.retry().longest());
    this.groups = new Groups(this.topics, settings.bootstrapServers(), settings.instanceId());
    this.register =
        new WebhookRegister(
            registrations, settings.bootstrapServers(), settings.instanceId(), this::apply);
    this.desk =
        new WebhookDesk(
            settings,
            register,
            new WebhookPlaces(groups, settings.service()),
            new OrderCheck(targets, this.topics.keySet()),
            courier,
            clock);
    this.surroundings =
        new Surroundings(
            this::consumer,
            this::names,
            this::lane,
            settings.suspendAfter(),
            settings.patience(),
            this::stop,
            metrics,
            clock);
    metrics.watch(this::behind, this::failingSeconds);
  }

  /** Begins to read the register and to deliver; returns at once, also when Kafka is away. */
  public void start() {
    register.start();
  }

  /** Gives where users' requests go. */
  public WebhookDesk desk() {
    return desk;
  }

  /** Makes deliveries follow the register. */
  private synchronized void apply(Webhook hook) {
    HookDelivery running = deliveries.get(hook.id());
    if (closed) {
      return;
    }
    if (hook.state() == State.DELETED) {
      if (deliveries.remove(hook.id()) != null) {
        running.stop();
        changes.execute(() -> leave(running));
      }
    } else if (running == null) {
      HookDelivery begun = new HookDelivery(hook, surroundings);
      deliveries.put(hook.id(), begun);
      begun.start();
    } else if (running.group().equals(hook.group())) {
      running.changed(hook);
    } else {
      running.stop();
      HookDelivery next = new HookDelivery(hook, surroundings);
      deliveries.put(hook.id(), next);
      changes.execute(
          () -> {
            leave(running);
            next.start();
          });
    }
  }

  private void leave(HookDelivery running) {
    running.close(settings.patience().plus(CLOSE_BOUND));
    groups.forget(running.group());
  }

  private boolean stop(Webhook seen, State state, String reason) {
    return register.publish(
            seen.in(
                state,
                reason,
                new Webhook.Change(UUID.randomUUID(), SERVICE_ITSELF, clock.instant())))
        == WebhookRegister.Outcome.HOLDS;
  }

  private List<String> names(Webhook hook) {
    return hook.kinds().stream()
        .map(topics::get)
        // one of another release, whose place stays as it is
        .filter(Objects::nonNull)
        .map(Topic::name)
        .toList();
  }

  private Lane lane(
      Lane.Progress start, Supplier<Webhook> hook, BooleanSupplier told, String topic) {
    String kind = groups.kind(topic);
    return new Lane(
        start,
        told,
        record -> courier.deliver(hook.get(), kind, record),
        schedule,
        (wait, what) -> {
          long timer = vertx.setTimer(Math.max(1, wait.toMillis()), fired -> what.run());
          return () -> vertx.cancelTimer(timer);
        },
        clock,
        ThreadLocalRandom::current);
  }

  private Consumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> properties =
        new HashMap<>(ConsumerSettings.properties(settings.bootstrapServers(), group));
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + settings.instanceId());
    // a place that is gone must not become another one silently
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_RECORDS);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES_OF_PARTITION);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void end(ExecutorService changes) {
    changes.shutdown();
    try {
      if (!changes.awaitTermination(LAST_CHANGES.toMillis(), TimeUnit.MILLISECONDS)) {
        changes.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long behind() {
    return deliveries.values().stream().mapToLong(HookDelivery::behind).sum();
  }

  private long failingSeconds() {
    Instant now = clock.instant();
    return deliveries.values().stream()
        .map(HookDelivery::failingSince)
        .flatMap(Optional::stream)
        .mapToLong(since -> Duration.between(since, now).toSeconds())
        .max()
        .orElse(0);
  }

  /** Stops the deliveries; other instances, or the next start, go on at the same places. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    register.close();
    deliveries.values().forEach(HookDelivery::stop);
    long deadline = System.nanoTime() + CLOSE_BOUND.toNanos();
    for (HookDelivery delivery : deliveries.values()) {
      delivery.close(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    end(changes);
    LOG.debugf("webhooks stopped instance=%s", settings.instanceId());
    groups.close();
    post.close();
  }
}
