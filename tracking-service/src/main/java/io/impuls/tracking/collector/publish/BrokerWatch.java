package io.impuls.tracking.collector.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers every half second whether they are there, and listens to their acknowledgements,
 * on threads of its own. The producer alone would notice only after its delivery timeout, and its
 * callers would wait that long.
 */
final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** How long an answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * An acknowledgement this young answers, too: on a machine that is short of breath a question may
   * be late while events get through.
   */
  private static final Duration HEARD_LATELY = Duration.ofMillis(500);

  /**
   * Senders who have waited for this long, while not one record was acknowledged, wait for nothing.
   * With {@link #LISTENS_EVERY} it keeps their answer within a second, and leaves a quarter of it
   * to a machine that is busy.
   */
  static final Duration SILENCE = Duration.ofMillis(700);

  private static final Duration LISTENS_EVERY = Duration.ofMillis(50);

  private final Producer<byte[], byte[]> producer;
  private final List<String> topics;
  private final Runnable whenLost;
  private final BooleanSupplier whenSilent;
  private final Admin admin;
  private final ScheduledExecutorService schedule =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "broker-watch");
            thread.setDaemon(true);
            return thread;
          });
  private boolean metadataKnown;
  private volatile boolean available;
  private volatile boolean silent;
  private volatile long heardAt = System.nanoTime() - HEARD_LATELY.toNanos();

  /**
   * Makes the watch; nothing runs before {@link #start}.
   *
   * @param topics topics whose partitions the producer must know before it is available
   * @param whenLost called once each time the brokers are gone, on the watch's thread
   * @param whenSilent called while no record is acknowledged, on the watch's thread; says whether
   *     anybody had waited for {@link #SILENCE}
   */
  BrokerWatch(
      String bootstrapServers,
      Producer<byte[], byte[]> producer,
      List<String> topics,
      Runnable whenLost,
      BooleanSupplier whenSilent) {
    this.producer = producer;
    this.topics = List.copyOf(topics);
    this.whenLost = whenLost;
    this.whenSilent = whenSilent;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "collector-watch",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                (int) INTERVAL.toMillis()));
  }

  void start() {
    schedule.scheduleWithFixedDelay(this::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    schedule.scheduleWithFixedDelay(
        this::listen, 0, LISTENS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the brokers answered when last asked, and the producer knows its topics. */
  boolean available() {
    return available && !silent;
  }

  /** A broker has acknowledged a record. */
  void heard() {
    heardAt = System.nanoTime();
    if (silent) {
      silent = false;
    }
  }

  /** Notes when who waits hears nothing; never throws, or the schedule would end. */
  private void listen() {
    try {
      if (System.nanoTime() - heardAt > SILENCE.toNanos() && whenSilent.getAsBoolean()) {
        silent = true;
      }
    } catch (RuntimeException e) {
      LOG.error("cannot listen to the brokers", e);
    }
  }

  /** One look; never throws, or the schedule would end. */
  private void look() {
    try {
      boolean found = brokersAnswer() && metadataKnown();
      silent &= !found;
      if (found != available) {
        available = found;
        LOG.info(found ? "Kafka is there: taking events" : "Kafka is away: refusing events");
        if (!found) {
          whenLost.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("cannot look after the brokers", e);
    }
  }

  private boolean brokersAnswer() throws InterruptedException {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the brokers do not answer", e);
      return System.nanoTime() - heardAt < HEARD_LATELY.toNanos();
    }
  }

  private boolean metadataKnown() {
    if (!metadataKnown) {
      try {
        metadataKnown = topics.stream().noneMatch(topic -> producer.partitionsFor(topic).isEmpty());
      } catch (KafkaException e) {
        LOG.debug("topics are not known yet", e);
      }
    }
    return metadataKnown;
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    admin.close(Duration.ofSeconds(1));
  }
}
