package io.impuls.segmentation.topology.segment;

import io.impuls.segmentation.domain.segment.Application;
import io.impuls.segmentation.domain.segment.Application.State;
import io.impuls.segmentation.domain.segment.Applications;
import io.impuls.segmentation.domain.segment.Segment;
import io.impuls.segmentation.domain.segment.Segments;
import io.impuls.streams.ledger.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies segments on a thread of this instance, one after the other. */
public final class HistoryApplications implements Applications, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryApplications.class);

  /** Of the ledger's retention is left, so that nothing leaves it while it comes. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final Function<UUID, Segments> segments;
  private final String bootstrapServers;
  private final String clientId;
  private final Duration retention;
  private final int recordsPerSecond;
  private final InstantSource clock;
  private final Map<String, AtomicReference<Application>> runs = new ConcurrentHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "segment-applications");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Makes it; nothing runs yet.
   *
   * @param segments gives the present segments of a workspace
   * @param retention how long single acts stay in the ledger
   * @param recordsPerSecond events read in a second, and persons looked at, at most
   */
  public HistoryApplications(
      Function<UUID, Segments> segments,
      String bootstrapServers,
      String instanceId,
      Duration retention,
      int recordsPerSecond,
      InstantSource clock) {
    this.segments = segments;
    this.bootstrapServers = bootstrapServers;
    this.clientId = "segmentation-applications-" + instanceId;
    this.retention = retention;
    this.recordsPerSecond = recordsPerSecond;
    this.clock = clock;
  }

  @Override
  public synchronized Application start(UUID workspace, Segment segment) {
    String key = workspace + "|" + segment.id();
    AtomicReference<Application> running = runs.get(key);
    if (running != null
        && running.get().endedAt() == null
        && running.get().version() == segment.version()) {
      return running.get();
    }
    Instant now = clock.instant();
    Application begun =
        new Application(
            UUID.randomUUID(),
            segment.id(),
            segment.version(),
            now.minus(retention).plus(MARGIN),
            now,
            State.WAITING,
            0,
            0,
            0,
            0,
            null);
    AtomicReference<Application> progress = new AtomicReference<>(begun);
    runs.put(key, progress);
    worker.execute(() -> run(workspace, progress));
    return begun;
  }

  @Override
  public Optional<Application> last(UUID workspace, String segment) {
    return Optional.ofNullable(runs.get(workspace + "|" + segment)).map(AtomicReference::get);
  }

  private void run(UUID workspace, AtomicReference<Application> progress) {
    State how = State.FAILED;
    try (Producer<String, Transfer> producer = producer()) {
      new HistoryRun(workspace, segments.apply(workspace), progress, producer, recordsPerSecond)
          .run(bootstrapServers, clientId);
      how = State.DONE;
    } catch (RuntimeException e) {
      LOG.error("a segment could not be applied: {}", progress.get().segment(), e);
    } finally {
      // also after an error, which ends the thread: the next run has another
      progress.set(progress.get().over(how, clock.instant()));
    }
  }

  private Producer<String, Transfer> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return new KafkaProducer<>(settings, new StringSerializer(), Transfer.serde());
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
