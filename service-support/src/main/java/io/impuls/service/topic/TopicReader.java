package io.impuls.service.topic;

import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads topics for a projection, on a thread of its own, committed records only. Records of a
 * partition reach the handler in order; offsets are committed after it succeeded. When it fails the
 * same records come again after a bounded back-off: nothing is lost, and only a dead letter is
 * skipped. When Kafka's client gives up, a new one is made.
 */
public final class TopicReader implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TopicReader.class);
  private static final Duration CLOSE_BOUND = Duration.ofSeconds(15);

  /** What is committed is committed: leaving takes a message, not an outage's length. */
  private static final Duration LEAVE_BOUND = Duration.ofSeconds(5);

  private final TopicReaderSettings settings;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final ReaderLoop loop;
  private final Backoff clientBackoff;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile boolean clientFailed;

  /** Makes a reader that neither keeps dead letters nor counts. */
  public TopicReader(TopicReaderSettings settings, List<Topic<?>> topics, RecordHandler handler) {
    this(settings, topics, handler, DeadLetter.Receiver.NONE, ReaderMetrics.NONE);
  }

  /** Makes a reader; {@link #start} starts it. */
  public TopicReader(
      TopicReaderSettings settings,
      List<Topic<?>> topics,
      RecordHandler handler,
      DeadLetter.Receiver deadLetters,
      ReaderMetrics metrics) {
    this(
        settings, topics, handler, deadLetters, metrics, () -> ConsumerSettings.consumer(settings));
  }

  TopicReader(
      TopicReaderSettings settings,
      List<Topic<?>> topics,
      RecordHandler handler,
      DeadLetter.Receiver deadLetters,
      ReaderMetrics metrics,
      Supplier<Consumer<byte[], byte[]>> consumers) {
    this.settings = settings;
    this.consumers = consumers;
    this.loop =
        new ReaderLoop(
            topics.stream().map(Topic::name).toList(),
            handler,
            new BatchHandling(handler, new RecordParser(topics), deadLetters, metrics),
            metrics,
            new Backoff(settings.firstBackoff(), settings.longestBackoff()),
            InstantSource.system());
    this.clientBackoff = new Backoff(settings.firstBackoff(), settings.longestBackoff());
    this.thread = new Thread(this::run, "topic-reader-" + settings.groupId());
  }

  /** Starts reading; returns at once, also when Kafka is away. */
  public void start() {
    thread.start();
  }

  /** Whether it has its partitions, reaches the brokers and the last batch went well. */
  public boolean ready() {
    return thread.isAlive() && !clientFailed && loop.ready();
  }

  /** Gives the records still to come over all partitions of this instance; -1 while unknown. */
  public long lag() {
    return loop.progress().lag();
  }

  /**
   * Gives when the ends behind {@link #lag} were last asked for: with a lag of 0, everything
   * committed before that instant is handled. Empty while unknown.
   */
  public Optional<Instant> lagAsOf() {
    return loop.progress().asOf();
  }

  /** Gives how far it is, one entry for each partition of this instance. */
  public List<PartitionPosition> positions() {
    return loop.progress().positions().stream()
        .sorted(
            Comparator.comparing(PartitionPosition::topic)
                .thenComparingInt(PartitionPosition::partition))
        .toList();
  }

  /** Stops after the batch in work, within 15 seconds. */
  @Override
  public void close() {
    stopping.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(CLOSE_BOUND.toMillis());
      if (thread.isAlive()) {
        LOG.warnf("reader still busy at close, interrupting it group=%s", settings.groupId());
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopped()) {
      Consumer<byte[], byte[]> current = null;
      try {
        current = consumers.get();
        consumer = current;
        loop.begin(current);
        while (!stopped()) {
          loop.turn(current);
          clientBackoff.succeeded();
          clientFailed = false;
        }
      } catch (WakeupException e) {
        // close() asked for it
      } catch (RuntimeException e) {
        if (!stopped()) {
          clientFailed = true;
          LOG.errorf(e, "Kafka client failed, a new one will be made group=%s", settings.groupId());
          pause(clientBackoff.failed());
        }
      } finally {
        consumer = null;
        loop.end();
        leave(current);
      }
    }
  }

  private static void leave(Consumer<byte[], byte[]> consumer) {
    if (consumer == null) {
      return;
    }
    try {
      consumer.close(CloseOptions.timeout(LEAVE_BOUND));
    } catch (RuntimeException e) {
      LOG.warnf("Kafka client did not close in order cause=%s", e.getClass().getSimpleName());
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration wait) {
    try {
      stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopping.countDown();
    }
  }
}
