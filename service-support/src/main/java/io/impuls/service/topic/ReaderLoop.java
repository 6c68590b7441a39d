package io.impuls.service.topic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** The turns of a {@link TopicReader}; called on its thread only, except for the questions. */
final class ReaderLoop implements ConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ENDS_EVERY = Duration.ofSeconds(1);
  private static final Duration ENDS_BOUND = Duration.ofSeconds(3);

  private final Collection<String> topics;
  private final RecordHandler handler;
  private final BatchHandling batches;
  private final ReaderMetrics metrics;
  private final Backoff backoff;
  private final InstantSource clock;
  private final Progress progress = new Progress();
  private final Set<TopicPartition> unpositioned = new HashSet<>();
  private Consumer<byte[], byte[]> consumer;
  private long resumeAt;
  private long endsAt;
  private boolean paused;
  private volatile boolean assigned;

  /** Whether the assignment is known to be whole: between two, none says nothing about the lag. */
  private boolean settled;

  private volatile boolean failing;
  private volatile boolean brokersAway;

  ReaderLoop(
      Collection<String> topics,
      RecordHandler handler,
      BatchHandling batches,
      ReaderMetrics metrics,
      Backoff backoff,
      InstantSource clock) {
    this.topics = topics;
    this.handler = handler;
    this.batches = batches;
    this.metrics = metrics;
    this.backoff = backoff;
    this.clock = clock;
  }

  void begin(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    endsAt = System.nanoTime();
    consumer.subscribe(topics, this);
  }

  void end() {
    assigned = false;
    settled = false;
    paused = false;
    unpositioned.clear();
    progress.clear();
  }

  boolean ready() {
    return assigned && !failing && !brokersAway;
  }

  Progress progress() {
    return progress;
  }

  /** One poll and what follows from it. While a failure is waited out only the group is kept. */
  void turn(Consumer<byte[], byte[]> consumer) {
    if (paused && System.nanoTime() - resumeAt >= 0) {
      paused = false;
      resume();
    }
    if (!paused && !unpositioned.isEmpty()) {
      position();
    }
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    List<TopicPartition> partitions = List.copyOf(records.partitions());
    for (int i = 0; i < partitions.size(); i++) {
      TopicPartition partition = partitions.get(i);
      int done = handle(partition, records.records(partition));
      if (done < records.records(partition).size()) {
        consumer.seek(partition, records.records(partition).get(done).offset());
        for (TopicPartition open : partitions.subList(i + 1, partitions.size())) {
          consumer.seek(open, records.records(open).get(0).offset());
        }
        break;
      }
    }
    lookAtEnds();
  }

  /** Gives how many records are done, from the first on. */
  private int handle(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    long started = System.nanoTime();
    BatchHandling.Outcome outcome = batches.handle(partition, records, backoff.failures());
    int done = outcome.done();
    if (done > 0) {
      metrics.handled(partition.topic(), done, Duration.ofNanos(System.nanoTime() - started));
      succeeded();
      long next = records.get(done - 1).offset() + 1;
      progress.handled(partition, next);
      commit(partition, next);
    }
    if (outcome.trouble() != null) {
      failed(partition, records.get(done).offset(), outcome.trouble());
    }
    return done;
  }

  /** A commit that fails is no loss: the records would come again, and repeating them is safe. */
  private void commit(TopicPartition partition, long next) {
    try {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
    } catch (WakeupException e) {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
      throw e;
    } catch (RuntimeException e) {
      LOG.warnf(
          "commit failed topic=%s partition=%d offset=%d cause=%s",
          partition.topic(), partition.partition(), next, e.getClass().getSimpleName());
    }
  }

  private void position() {
    try {
      Map<TopicPartition, Long> stored = handler.positions(Set.copyOf(unpositioned));
      stored.forEach(
          (partition, next) -> {
            if (unpositioned.contains(partition)) {
              consumer.seek(partition, next);
            }
          });
    } catch (Exception e) {
      failed(unpositioned.iterator().next(), -1, e);
      return;
    }
    succeeded();
    consumer.resume(unpositioned);
    unpositioned.clear();
  }

  private void resume() {
    Set<TopicPartition> positioned = new HashSet<>(consumer.assignment());
    positioned.removeAll(unpositioned);
    consumer.resume(positioned);
  }

  private void failed(TopicPartition partition, long offset, Exception trouble) {
    metrics.failed(partition.topic());
    failing = true;
    Duration wait = backoff.failed();
    resumeAt = System.nanoTime() + wait.toNanos();
    paused = true;
    consumer.pause(consumer.assignment());
    // the first failure in full, then one line each: an outage must not fill the disk
    String message =
        "batch failed, will be tried again topic=%s partition=%d offset=%d failures=%d waitMillis=%d"
            .formatted(
                partition.topic(),
                partition.partition(),
                offset,
                backoff.failures(),
                wait.toMillis());
    if (backoff.failures() == 1) {
      LOG.warn(message, trouble);
    } else {
      LOG.warnf("%s cause=%s", message, trouble.getClass().getSimpleName());
    }
  }

  private void succeeded() {
    if (backoff.failing()) {
      LOG.infof("reading goes on after failures=%d", backoff.failures());
    }
    backoff.succeeded();
    failing = false;
  }

  /** Asks the brokers for the ends now and then: the lag, and whether they are there at all. */
  private void lookAtEnds() {
    if (System.nanoTime() - endsAt < 0) {
      return;
    }
    Instant asked = clock.instant();
    try {
      Set<TopicPartition> mine = consumer.assignment();
      if (mine.isEmpty()) {
        consumer.listTopics(ENDS_BOUND);
      }
      Map<TopicPartition, Long> ends =
          mine.isEmpty() ? Map.of() : consumer.endOffsets(mine, ENDS_BOUND);
      Map<TopicPartition, Long> next = new HashMap<>();
      // the consumer's own positions: they move past transaction markers, which nobody hands over
      mine.forEach(partition -> next.put(partition, consumer.position(partition, ENDS_BOUND)));
      if (settled && unpositioned.isEmpty()) {
        progress.looked(next, ends, asked);
      }
      brokersAway = false;
    } catch (TimeoutException e) {
      brokersAway = true;
    }
    endsAt = System.nanoTime() + ENDS_EVERY.toNanos();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    // paused until their positions are known, so that this very poll hands over none of them
    consumer.pause(partitions);
    unpositioned.addAll(partitions);
    progress.changed(List.of());
    settled = true;
    assigned = true;
  }

  /** An assignment always follows, also of nothing new. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    settled = false;
    unpositioned.removeAll(partitions);
    progress.changed(partitions);
    handler.released(new ArrayList<>(partitions));
  }

  /** The group has gone on without us, as after a broker's outage. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    assigned = false;
    onPartitionsRevoked(partitions);
  }
}
