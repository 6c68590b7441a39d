package io.impuls.service.webhook;

import io.impuls.contracts.webhook.Webhook;
import io.impuls.contracts.webhook.Webhook.State;
import io.impuls.service.webhook.WebhookMetrics.Stop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Tells one webhook what this instance's share of the partitions has for it, on a thread of its
 * own. The consumer group deals out the partitions, and its offsets are the place: what was taken
 * is committed within a second. While the webhook is not told, it stays in the group, or Kafka
 * would forget the place after some days.
 */
final class HookDelivery implements ConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(HookDelivery.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration LEAVE_BOUND = Duration.ofSeconds(2);

  /** Of the service's time to stop, what is on its way gets this. */
  private static final Duration ARRIVAL_AT_STOP = Duration.ofSeconds(3);

  /** Records of a partition that are read ahead. */
  private static final int MOST_WAITING = 50;

  private final AtomicReference<Webhook> hook;
  private final String group;
  private final byte[] workspace;
  private final Surroundings around;
  private final Lanes lanes;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Consumer<byte[], byte[]> consumer;
  private long commitAt;
  private volatile long behind;
  private volatile Optional<Instant> failingSince = Optional.empty();

  /** Makes it; {@link #start} starts it. */
  HookDelivery(Webhook hook, Surroundings around) {
    this.hook = new AtomicReference<>(hook);
    this.group = hook.group();
    this.workspace = (hook.workspace() + "|").getBytes(StandardCharsets.US_ASCII);
    this.around = around;
    this.lanes =
        new Lanes((at, start) -> around.lanes().of(start, this.hook::get, this::told, at.topic()));
    this.thread = new Thread(this::run, "webhook-" + hook.id());
    this.thread.setDaemon(true);
  }

  /** Starts it, unless it was closed before. */
  synchronized void start() {
    if (!closing()) {
      thread.start();
    }
  }

  /** Takes over a change of the webhook, which has kept its group. */
  void changed(Webhook newest) {
    hook.set(newest);
  }

  String group() {
    return group;
  }

  /** Gives how many records of its partitions are still to be looked at. */
  long behind() {
    return behind;
  }

  /** Gives since when the record that fails longest has failed; empty when none does. */
  Optional<Instant> failingSince() {
    return failingSince;
  }

  /** Has it send nothing more, and stop soon; {@link #close} waits for that. */
  synchronized void stop() {
    closing.countDown();
  }

  /** Stops it; what is on its way arrives, or is given up after a while. */
  void close(Duration most) {
    stop();
    try {
      thread.join(most.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.infof("still busy at its end, interrupting it webhook=%s", hook.get().id());
      thread.interrupt();
    }
  }

  private void run() {
    while (!closing()) {
      try (Membership membership = new Membership(around.consumers().apply(group))) {
        consumer = membership.consumer();
        consumer.subscribe(around.topics().apply(hook.get()), this);
        while (!closing()) {
          turn();
        }
      } catch (InterruptException e) {
        LOG.debugf("interrupted webhook=%s", hook.get().id());
      } catch (RuntimeException e) {
        LOG.warnf(e, "deliveries stopped, will go on webhook=%s", hook.get().id());
        pause();
      } finally {
        lanes.clear();
        failingSince = Optional.empty();
        behind = 0;
      }
    }
  }

  /** A consumer that leaves its group when it is closed; its partitions are revoked by that. */
  private record Membership(Consumer<byte[], byte[]> consumer) implements AutoCloseable {
    @Override
    public void close() {
      try {
        consumer.close(CloseOptions.timeout(LEAVE_BOUND));
      } catch (KafkaException e) {
        LOG.debugf("consumer did not close in order cause=%s", e.getClass().getSimpleName());
      }
    }
  }

  /** Whether the webhook is told at this moment, by this. */
  private boolean told() {
    return !closing() && hook.get().state() == State.ACTIVE;
  }

  private boolean closing() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  private void turn() {
    lanes.tell(told() && !lanes.lost());
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      records
          .nextOffsets()
          .forEach(
              (at, next) ->
                  lanes.offer(
                      at,
                      records.records(at).stream().filter(this::wanted).toList(),
                      next.offset()));
    } catch (OffsetOutOfRangeException e) {
      lose(e.partitions());
    }
    // no more is read of a partition than its subscriber takes
    consumer.pause(lanes.where(waiting -> waiting >= MOST_WAITING));
    consumer.resume(lanes.where(waiting -> waiting < MOST_WAITING));
    if (System.nanoTime() - commitAt >= 0) {
      commit();
      behind = lanes.behind(at -> consumer.currentLag(at).orElse(0));
      failingSince = lanes.failingSince();
      judge();
      commitAt = System.nanoTime() + COMMIT_EVERY.toNanos();
    }
  }

  private boolean wanted(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return record.value() != null
        && key != null
        && key.length > workspace.length
        && Arrays.equals(key, 0, workspace.length, workspace, 0, workspace.length);
  }

  /** A commit that fails is no loss: what was taken goes again, under the same ids. */
  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> moved = lanes.moved();
    if (moved.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(moved);
    } catch (KafkaException e) {
      lanes.unsaved(moved.keySet());
      LOG.infof("commit failed webhook=%s cause=%s", hook.get().id(), e.getClass().getSimpleName());
    }
  }

  /** Whether it must not be told any more. */
  private void judge() {
    Webhook now = hook.get();
    if (now.state() != State.ACTIVE) {
      return;
    }
    if (lanes.lost()) {
      stop(
          now,
          State.SUSPENDED,
          Stop.PLACE_LOST,
          "the records at its place are no longer kept: begin elsewhere by a replay");
    } else if (lanes.gone()) {
      stop(now, State.DISABLED, Stop.GONE, "the subscriber answered 410 (gone)");
    } else if (failedTooLong(now)) {
      stop(
          now,
          State.SUSPENDED,
          Stop.FAILING,
          "failed since " + failingSince.get().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** What was let go again gets its whole time. */
  private boolean failedTooLong(Webhook now) {
    Instant limit = around.clock().instant().minus(around.suspendAfter());
    return failingSince.isPresent()
        && failingSince.get().isBefore(limit)
        && now.since().isBefore(limit);
  }

  private void stop(Webhook now, State state, Stop why, String reason) {
    if (around.stops().stop(now, state, reason)) {
      around.metrics().stopped(why);
      LOG.warnf("webhook stopped webhook=%s state=%s reason=%s", now.id(), state, reason);
    }
  }

  private void lose(Collection<TopicPartition> partitions) {
    lanes.lose(partitions);
    // somewhere, so that the consumer can go on with the others; nothing of it is told
    consumer.seekToBeginning(partitions);
    consumer.pause(partitions);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> places = consumer.committed(Set.copyOf(partitions));
    List<TopicPartition> nowhere = new ArrayList<>();
    for (TopicPartition at : partitions) {
      if (places.get(at) == null) {
        nowhere.add(at);
      } else {
        lanes.open(at, places.get(at));
      }
    }
    if (!nowhere.isEmpty()) {
      lose(nowhere);
    }
  }

  /** Whoever gets the partitions next must not overtake what is on its way. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    lanes.rest(partitions, closing() ? ARRIVAL_AT_STOP : around.arrival());
    commit();
    lanes.end(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    lanes.end(partitions);
  }
}
